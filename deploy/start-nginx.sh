#!/bin/sh
# Starts nginx with TLS where there are certificates, and without where there are none.
set -eu
here=$(dirname "$0")
mkdir -p /tmp/tls
if [ -f /certificates/tls.crt ]; then cp "$here/tls.conf" /tmp/tls/; fi
exec nginx -c "$here/nginx.conf" -g 'daemon off;'
