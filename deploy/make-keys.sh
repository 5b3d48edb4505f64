#!/bin/sh
# Makes what the cluster's parts know each other by, in a folder of one's choice: ca.pem,
# cluster.pem and cluster.key for Dask, and a cookie-secret for the web replicas.
# What is there and good for another month is left alone.
# usage: make-keys.sh FOLDER
set -eu
umask 077
cd "$1"
month=2592000  # seconds
[ -s cookie-secret ] || openssl rand -hex 32 >cookie-secret
if openssl x509 -checkend $month -noout -in cluster.pem >/dev/null 2>&1; then exit 0; fi

made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT  # and with it the authority's key: nobody can sign another certificate
key="-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
openssl req -x509 $key -days 825 -subj "/CN=Unrolled's own authority" \
    -keyout "$made/ca.key" -out "$made/ca.pem" 2>/dev/null
openssl req $key -subj "/CN=unrolled" -keyout "$made/cluster.key" -out "$made/request" 2>/dev/null
printf 'extendedKeyUsage=serverAuth,clientAuth\nsubjectAltName=DNS:scheduler,DNS:localhost\n' \
    >"$made/uses"
openssl x509 -req -in "$made/request" -CA "$made/ca.pem" -CAkey "$made/ca.key" -CAcreateserial \
    -days 824 -extfile "$made/uses" -out "$made/cluster.pem" 2>/dev/null
mv "$made/ca.pem" "$made/cluster.key" .
mv "$made/cluster.pem" .
