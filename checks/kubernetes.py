"""The Kubernetes manifests are valid, careful with rights, and of one mind with compose.yaml."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import kubernetes_validate
import yaml

from checks.compose import SERVICES
from checks.rules import ROOT, different, read, rule, unless
from models.config.settings import Environment
from models.config.settings import read as read_settings

FOLDER = ROOT / "deploy" / "kubernetes"
VERSIONS = ("1.30", "1.37")  # the oldest and the newest the manifests are checked against
MANIFESTS = {
    f"{manifest['kind']}/{manifest['metadata']['name']}": manifest
    for path in sorted(FOLDER.glob("*.yaml"))
    if path.stem != "kustomization"
    for manifest in yaml.safe_load_all(path.read_text("utf-8"))
}
PODS = {
    name: manifest["spec"]["template"]["spec"]
    for name, manifest in MANIFESTS.items()
    if name.startswith("Deployment/")
}
AUTOSCALERS = [each for each in MANIFESTS.values() if each["kind"] == "HorizontalPodAutoscaler"]
USER_RIGHTS = {
    "allowPrivilegeEscalation": False,
    "readOnlyRootFilesystem": True,
    "capabilities": {"drop": ["ALL"]},
}
COOKIE_SECRET = {"secretKeyRef": {"name": "unrolled-keys", "key": "cookie-secret"}}
OF_KUBERNETES_ALONE = {"--worker-port", "--nanny-port"}  # which its policies ask for
NGINX_COOKIE = "nginx.ingress.kubernetes.io/session-cookie"
TRAEFIK_COOKIE = "traefik.ingress.kubernetes.io/service.sticky.cookie"


def container(pod: str) -> dict[str, Any]:
    """Return the one container of a pod."""
    (only,) = PODS[pod]["containers"]
    return only


def settings() -> dict[str, str]:
    """Return the settings that every pod of the lesson is given."""
    return MANIFESTS["ConfigMap/unrolled-settings"]["data"]


def annotations(name: str) -> dict[str, str]:
    """Return a manifest's annotations."""
    return MANIFESTS[name]["metadata"]["annotations"]


def selected(selector: dict[str, Any]) -> set[str]:
    """Return the deployments whose pods a selector finds."""
    wanted = selector.get("matchLabels", selector).items()
    return {
        name
        for name in PODS
        if wanted <= MANIFESTS[name]["spec"]["template"]["metadata"]["labels"].items()
    }


@rule
def known_fields() -> Iterator[str]:
    """Kubernetes knows every field, in its oldest and its newest version."""
    for version in VERSIONS:
        for name, manifest in MANIFESTS.items():
            try:
                kubernetes_validate.validate(manifest, version, strict=True)
            except kubernetes_validate.ValidationError as problem:
                yield f"{name} in {version}: {problem.message}"


@rule
def kustomization() -> Iterator[str]:
    """The kustomization takes every manifest and every image."""
    given = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))
    files = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    yield from different("resources", set(given["resources"]), files)
    images = {container(pod)["image"] for pod in PODS}
    yield from different("images", {each["name"] for each in given["images"]}, images)


@rule
def gateway() -> Iterator[str]:
    """The Gateway's route leads where the ingress does, and is sticky by the same cookie."""
    route = yaml.safe_load(read("deploy/kubernetes/gateway/route.yaml"))
    (rule_of_route,) = route["spec"]["rules"]
    (way,) = MANIFESTS["Ingress/unrolled"]["spec"]["rules"]
    yield from different("hostnames", route["spec"]["hostnames"], [way["host"]])
    service = way["http"]["paths"][0]["backend"]["service"]["name"]
    ports = [each["port"] for each in MANIFESTS[f"Service/{service}"]["spec"]["ports"]]
    backends = [{"name": service, "port": port} for port in ports]
    yield from different("backendRefs", rule_of_route["backendRefs"], backends)
    cookie = annotations("Ingress/unrolled")[f"{NGINX_COOKIE}-name"]
    persistence = rule_of_route["sessionPersistence"]
    yield from different("cookie", persistence["sessionName"], cookie)
    taken = yaml.safe_load(read("deploy/kubernetes/gateway/kustomization.yaml"))["resources"]
    yield from different("resources", taken, ["..", "route.yaml"])


@rule
def released_images() -> Iterator[str]:
    """No image is whatever was built last."""
    given = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))
    for image in given["images"]:
        plain = re.fullmatch(r"\d+\.\d+\.\d+", image["newTag"])
        yield from unless(plain, f"{image['name']}: {image['newTag']}")


@rule
def pod_rights() -> Iterator[str]:
    """No pod may do more than it must."""
    for name, pod in PODS.items():
        token = pod["automountServiceAccountToken"]
        yield from unless(token is False, f"{name}: automountServiceAccountToken is {token}")
        user = pod["securityContext"]
        plain = user["runAsNonRoot"] and user["runAsUser"] >= 1000
        yield from unless(plain, f"{name}: {user}")
        profile = user["seccompProfile"]
        yield from different(f"{name}: seccompProfile", profile, {"type": "RuntimeDefault"})
        yield from different(name, container(name)["securityContext"], USER_RIGHTS)


@rule
def pod_limits() -> Iterator[str]:
    """Every pod has limits, and reports when it is ready and alive."""
    for name in PODS:
        only = container(name)
        for kind in ("limits", "requests"):
            both = {"cpu", "memory"} <= set(only["resources"][kind])
            yield from unless(both, f"{name}: {kind} without cpu or memory")
        ports = {each["name"] for each in only["ports"]}
        for probe in ("readinessProbe", "livenessProbe"):
            port = only[probe]["httpGet"]["port"]
            yield from unless(port in ports, f"{name}: {probe} asks port {port}")


@rule
def pod_settings() -> Iterator[str]:
    """One map of settings, all of which the lesson takes, reaches every pod that reads them."""
    for name in ("Deployment/web", "Deployment/worker"):
        source = [{"configMapRef": {"name": "unrolled-settings"}}]
        yield from different(name, container(name)["envFrom"], source)
    known = {each.metadata["name"] for each in fields(Environment)}
    yield from different("unknown settings", set(settings()) - known, set())
    yield from unless(read_settings(settings()) != Environment(), "the map changes nothing")


@rule
def metrics() -> Iterator[str]:
    """Metrics are on, and not for learners."""
    given = read_settings(settings())
    ports = {each["name"]: each["containerPort"] for each in container("Deployment/web")["ports"]}
    yield from different("metrics_port", given.metrics_port, ports["metrics"])
    # Prometheus comes from another pod.
    yield from different("metrics_host", given.metrics_host, "0.0.0.0")
    served = [each["targetPort"] for each in MANIFESTS["Service/web"]["spec"]["ports"]]
    yield from different("Service/web", served, ["http"])
    rules = MANIFESTS["NetworkPolicy/web"]["spec"]["ingress"]
    (allowed,) = (each for each in rules if each["ports"][0]["port"] == ports["metrics"])
    for source in allowed["from"]:
        labels = source["namespaceSelector"]["matchLabels"]
        yield from unless(labels, "NetworkPolicy/web: any namespace may ask for metrics")


@rule
def pod_writes() -> Iterator[str]:
    """Everything a pod writes has a place that is not the disk."""
    for name, pod in PODS.items():
        places = {each["mountPath"]: each for each in container(name)["volumeMounts"]}
        volumes = {each["name"]: each for each in pod["volumes"]}
        limit = volumes[places["/tmp"]["name"]]["emptyDir"].get("sizeLimit")
        yield from unless(limit, f"{name}: /tmp without a limit")
        for path, each in places.items():
            yield from unless(path == "/tmp" or each.get("readOnly"), f"{name}: writes to {path}")


@rule
def pod_tls() -> Iterator[str]:
    """The pods speak TLS as compose's services do, with keys that they only read."""
    for name, pod in PODS.items():
        given = {each["name"]: each.get("value") for each in container(name)["env"]}
        service = SERVICES["web-1" if name == "Deployment/web" else name.split("/")[1]]
        names = ["DASK_CONFIG", "DASK_SCHEDULER_ADDRESS"]
        if name == "Deployment/scheduler":  # it is the address
            names.pop()
            yield from unless("tls" in container(name)["command"], f"{name}: without tls")
        for each in names:
            yield from different(f"{name}: {each}", given[each], service["environment"][each])
        places = {each["mountPath"]: each for each in container(name)["volumeMounts"]}
        yield from unless(places["/keys"]["readOnly"], f"{name}: may write to /keys")
        (keys,) = (each for each in pod["volumes"] if each["name"] == places["/keys"]["name"])
        yield from different(f"{name}: keys", keys["secret"]["secretName"], "unrolled-keys")
        # For the group of the pod's user, which the files are given to.
        yield from different(f"{name}: mode of keys", keys["secret"]["defaultMode"], 0o440)
        user = pod["securityContext"]
        yield from different(f"{name}: fsGroup", user["fsGroup"], user["runAsGroup"])


@rule
def one_secret_of_pods() -> Iterator[str]:
    """All web pods sign with the secret that make-keys.sh makes."""
    given = {each["name"]: each for each in container("Deployment/web")["env"]}
    source = given["STREAMLIT_SERVER_COOKIE_SECRET"]["valueFrom"]
    yield from different("STREAMLIT_SERVER_COOKIE_SECRET", source, COOKIE_SECRET)


@rule
def selectors() -> Iterator[str]:
    """Every selector of pods finds some."""
    for name, manifest in MANIFESTS.items():
        spec = manifest.get("spec", {})
        selector = spec.get("selector") or spec.get("podSelector")
        if selector:
            yield from unless(selected(selector), f"{name}: {selector} finds none")


@rule
def maintenance() -> Iterator[str]:
    """Pages and workers survive the maintenance of a node."""
    budgets = [each for name, each in MANIFESTS.items() if name.startswith("PodDisruptionBudget")]
    covered = set().union(*(selected(each["spec"]["selector"]) for each in budgets))
    yield from different("budgets", covered, {"Deployment/web", "Deployment/worker"})
    replicas = MANIFESTS["Deployment/web"]["spec"]["replicas"]
    yield from unless(replicas >= 2, f"Deployment/web: {replicas} replicas")
    scaled = AUTOSCALERS[0]["spec"]
    yield from different("autoscaler", scaled["scaleTargetRef"]["name"], "worker")
    yield from unless(scaled["minReplicas"] >= 2, f"minReplicas {scaled['minReplicas']}")


@rule
def autoscaling() -> Iterator[str]:
    """Applying the manifests anew ends no training, and workers suffice for a thousand learners."""
    for scaler in AUTOSCALERS:
        # A number of replicas beside an autoscaler would take its workers away each time.
        target = scaler["spec"]["scaleTargetRef"]
        spec = MANIFESTS[f"{target['kind']}/{target['name']}"]["spec"]
        yield from unless("replicas" not in spec, f"{target['name']} sets its replicas")
    (workers,) = re.findall(r"^\| 1,000 \|.*\| (\d+) \|$", read("docs/scaling.md"), re.MULTILINE)
    most = [each["spec"]["maxReplicas"] for each in AUTOSCALERS]
    yield from different("maxReplicas, by docs/scaling.md", most, [int(workers)])


@rule
def sticky_cookie() -> Iterator[str]:
    """A cookie brings a learner to the same pod, in another site's frame, too."""
    # Browsers keep it there only if it asks for that, and then only over TLS.
    ingress, service = annotations("Ingress/unrolled"), annotations("Service/web")
    affinity = ingress["nginx.ingress.kubernetes.io/affinity"]
    yield from different("nginx affinity", affinity, "cookie")
    yield from different("nginx samesite", ingress[f"{NGINX_COOKIE}-samesite"], "None")
    yield from different("nginx secure", ingress[f"{NGINX_COOKIE}-secure"], "true")
    yield from unless(MANIFESTS["Ingress/unrolled"]["spec"]["tls"], "Ingress/unrolled: no TLS")
    yield from different("traefik sticky", service[TRAEFIK_COOKIE], "true")
    yield from different("traefik samesite", service[f"{TRAEFIK_COOKIE}.samesite"], "none")
    yield from different("traefik secure", service[f"{TRAEFIK_COOKIE}.secure"], "true")


@rule
def policies() -> Iterator[str]:
    """The policies let through what must speak and nothing else."""
    found = {n: p["spec"] for n, p in MANIFESTS.items() if n.startswith("NetworkPolicy")}
    none = found.pop("NetworkPolicy/nobody")
    closed = {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    yield from different("NetworkPolicy/nobody", none, closed)
    allowed = {
        (way, port["port"])
        for spec in found.values()
        for way in ("ingress", "egress")
        for each in spec.get(way, [])
        for port in each["ports"]
    }
    listening = {
        ("ingress", port["containerPort"])
        for pod in PODS
        for port in container(pod)["ports"]
        if port["name"] not in ("health", "nanny")
    }
    yield from different("closed, but listened to", listening - allowed, set())
    egress = {port for way, port in allowed if way == "egress"}
    yield from different("egress", egress, {53, 8786, 9000})


@rule
def same_commands() -> Iterator[str]:
    """Compose and Kubernetes start the parts of a cluster with the same commands."""
    for name in ("scheduler", "worker"):
        pod = container(f"Deployment/{name}")["command"]
        yield from different(name, _shared(pod), _shared(SERVICES[name]["command"]))


def _shared(command: list[object]) -> list[str]:
    """Return a command without the options of Kubernetes alone and their values."""
    words = [str(word) for word in command]
    before = ["", *words]
    return [
        word
        for word, previous in zip(words, before, strict=False)
        if not OF_KUBERNETES_ALONE & {word, previous}
    ]
