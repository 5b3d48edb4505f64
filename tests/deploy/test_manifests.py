"""compose.yaml and the Kubernetes manifests: valid, careful with rights, and of one mind."""

import json
import re
from dataclasses import fields
from pathlib import Path

import kubernetes_validate
import pytest
import yaml
from compose_spec import PyCompose

from models.config.settings import Environment, read

ROOT = Path(__file__).parents[2]
COMPOSE = (ROOT / "compose.yaml").read_text("utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
MAKE_KEYS = (ROOT / "deploy" / "make-keys.sh").read_text("utf-8")
SERVICES = yaml.safe_load(COMPOSE)["services"]
READERS = ("lesson", "web-1", "web-2", "worker")  # of the lesson's settings
OURS = [name for name, service in SERVICES.items() if service["image"] == "unrolled"]
FOLDER = ROOT / "deploy" / "kubernetes"
KUBERNETES = ("1.30", "1.37")  # the oldest and the newest the manifests are checked against
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


def filled_in(text: str) -> str:
    """Put each variable's default in its place, as compose does."""
    return re.sub(r"\$\{\w+:?-([^}]*)\}", r"\1", text)


def container(pod: str) -> dict:
    (only,) = PODS[pod]["containers"]
    return only


def test_compose_is_what_the_specification_says() -> None:
    # By way of YAML's own reader, which puts what is shared in its places.
    project = PyCompose.from_json(json.dumps(yaml.safe_load(filled_in(COMPOSE))))
    project.validate()
    assert set(project.service_names()) == set(SERVICES)


def test_without_a_profile_one_service_starts() -> None:
    assert [name for name, each in SERVICES.items() if "profiles" not in each] == ["lesson"]


@pytest.mark.parametrize("name", SERVICES)
def test_no_service_may_do_more_than_it_must(name) -> None:
    service = SERVICES[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert not {"privileged", "cap_add", "network_mode", "pid"} & set(service)


@pytest.mark.parametrize("name", SERVICES)
def test_only_the_door_is_open_to_the_outside(name) -> None:
    service = SERVICES[name]
    if name in ("lesson", "nginx"):
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    else:
        assert "ports" not in service
        assert service["networks"] == ["inside"]


@pytest.mark.parametrize("name", SERVICES)
def test_whatever_a_service_writes_has_a_place_that_is_not_the_disk(name) -> None:
    service = SERVICES[name]
    assert any(place.startswith("/tmp:size=") for place in service["tmpfs"])
    written = [place for place in service.get("volumes", []) if not place.endswith(":ro")]
    assert written == (["keys:/keys"] if name == "keys" else [])


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_but_the_one_that_ends_says_whether_it_is_well(name) -> None:
    check = SERVICES[name].get("healthcheck")
    if name == "keys":
        assert check == {"disable": True}
    elif check is None:
        assert name in ("lesson", "web-1", "web-2")
        assert SERVICES[name]["image"] == "unrolled", "whose own check the Dockerfile has"
        assert re.search(r"^HEALTHCHECK .*\n +CMD \[\"python\"", DOCKERFILE, re.MULTILINE)
    else:
        way, program, *words = check["test"]
        assert (way, program) in (("CMD", "python"), ("CMD", "wget"))
        assert "curl" not in words


def test_all_replicas_sign_with_one_secret() -> None:
    # Whatever one has signed, the other has to know: a learner may come to either.
    for name in ("web-1", "web-2"):
        start = SERVICES[name]["command"][-1]
        assert 'STREAMLIT_SERVER_COOKIE_SECRET="$$(cat /keys/cookie-secret)"; exec ' in start
        assert SERVICES[name]["volumes"] == ["keys:/keys:ro"]
    given = {each["name"]: each for each in container("Deployment/web")["env"]}
    assert given["STREAMLIT_SERVER_COOKIE_SECRET"]["valueFrom"] == {
        "secretKeyRef": {"name": "unrolled-keys", "key": "cookie-secret"}
    }
    assert re.search(r">cookie-secret$", MAKE_KEYS, re.MULTILINE)


def test_the_inside_has_no_way_to_the_internet() -> None:
    assert yaml.safe_load(COMPOSE)["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", [name for name in OURS if name not in ("lesson", "keys")])
def test_the_clusters_parts_speak_tls_with_keys_they_only_read(name) -> None:
    service = SERVICES[name]
    assert service["environment"]["DASK_SCHEDULER_ADDRESS"].startswith("tls://scheduler:")
    assert service["environment"]["DASK_CONFIG"] == "/app/deploy/dask.yaml"
    assert service["volumes"] == ["keys:/keys:ro"]


@pytest.mark.parametrize("name", READERS)
def test_what_is_set_where_compose_is_called_reaches_whoever_reads_it(name) -> None:
    # A name without a value is handed on as it is set there or in .env, and else not at all.
    given = SERVICES[name]["environment"]
    settings = {each.metadata["name"] for each in fields(Environment)}
    ours = {setting for setting in settings if setting.startswith("UNROLLED_")}
    assert ours == {setting for setting in given if setting.startswith("UNROLLED_")}
    unset = {setting for setting in ours if given[setting] is not None}
    if name == "lesson":
        assert given["FORWARDED_ALLOW_IPS"] is None
        assert unset == {"UNROLLED_HOSTS"}
        assert given["UNROLLED_HOSTS"].startswith("${UNROLLED_HOSTS-"), "empty is any name"
    else:
        assert not unset


def test_the_lesson_answers_to_the_names_of_the_machine_that_it_is_published_on_alone() -> None:
    lesson = yaml.safe_load(filled_in(COMPOSE))["services"]["lesson"]
    assert [port.partition(":")[0] for port in lesson["ports"]] == ["127.0.0.1"]
    assert read({"UNROLLED_HOSTS": lesson["environment"]["UNROLLED_HOSTS"]}).hosts == (
        "localhost",
        "127.0.0.1",
    )


def test_whoever_is_waited_for_exists() -> None:
    named = {other for each in SERVICES.values() for other in each.get("depends_on", {})}
    assert named <= set(SERVICES)


def test_the_ports_that_nginx_knows_the_replicas_by_are_theirs() -> None:
    configuration = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for name in ("web-1", "web-2"):
        port = SERVICES[name]["environment"]["PORT"]
        assert f"server {name}:{port} " in configuration
        assert re.search(rf"~:{port}\$\s+{name[-1]};", configuration)


def test_nginx_may_start_on_a_machine_with_however_many_cores() -> None:
    configuration = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    (workers,) = re.findall(r"^worker_processes (\w+);", configuration, re.MULTILINE)
    assert 1 <= int(workers) < SERVICES["nginx"]["pids_limit"] / 4


@pytest.mark.parametrize("version", KUBERNETES)
@pytest.mark.parametrize("name", MANIFESTS)
def test_kubernetes_knows_every_field(name, version) -> None:
    kubernetes_validate.validate(MANIFESTS[name], version, strict=True)


def test_the_kustomization_takes_every_manifest() -> None:
    said = yaml.safe_load((FOLDER / "kustomization.yaml").read_text("utf-8"))
    files = {path.name for path in FOLDER.glob("*.yaml")} - {"kustomization.yaml"}
    assert set(said["resources"]) == files
    assert {container(pod)["image"] for pod in PODS} == {each["name"] for each in said["images"]}


@pytest.mark.parametrize("pod", PODS)
def test_no_pod_may_do_more_than_it_must(pod) -> None:
    assert PODS[pod]["automountServiceAccountToken"] is False
    user = PODS[pod]["securityContext"]
    assert user["runAsNonRoot"]
    assert user["runAsUser"] >= 1000
    assert user["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container(pod)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@pytest.mark.parametrize("pod", PODS)
def test_every_pod_has_limits_and_says_when_it_is_ready_and_alive(pod) -> None:
    assert {"cpu", "memory"} <= set(container(pod)["resources"]["limits"])
    assert {"cpu", "memory"} <= set(container(pod)["resources"]["requests"])
    ports = {each["name"] for each in container(pod)["ports"]}
    for probe in ("readinessProbe", "livenessProbe"):
        assert container(pod)[probe]["httpGet"]["port"] in ports


@pytest.mark.parametrize("pod", ["Deployment/web", "Deployment/worker"])
def test_the_settings_of_one_map_reach_whoever_reads_them(pod) -> None:
    assert container(pod)["envFrom"] == [{"configMapRef": {"name": "unrolled-settings"}}]


def test_the_settings_are_ones_the_lesson_takes() -> None:
    given = MANIFESTS["ConfigMap/unrolled-settings"]["data"]
    assert set(given) <= {each.metadata["name"] for each in fields(Environment)}
    assert read(given) != Environment()


def test_metrics_are_on_and_not_for_learners() -> None:
    settings = read(MANIFESTS["ConfigMap/unrolled-settings"]["data"])
    ports = {each["name"]: each["containerPort"] for each in container("Deployment/web")["ports"]}
    assert settings.metrics_port == ports["metrics"]
    assert settings.metrics_host == "0.0.0.0", "Prometheus comes from another pod"
    (served,) = MANIFESTS["Service/web"]["spec"]["ports"]
    assert served["targetPort"] == "http"
    rules = MANIFESTS["NetworkPolicy/web"]["spec"]["ingress"]
    (rule,) = (each for each in rules if each["ports"][0]["port"] == ports["metrics"])
    assert all(each["namespaceSelector"]["matchLabels"] for each in rule["from"])


@pytest.mark.parametrize("pod", PODS)
def test_whatever_a_pod_writes_has_a_place_that_is_not_the_disk(pod) -> None:
    places = {each["mountPath"]: each for each in container(pod)["volumeMounts"]}
    volumes = {each["name"]: each for each in PODS[pod]["volumes"]}
    assert volumes[places["/tmp"]["name"]]["emptyDir"]["sizeLimit"]
    assert all(each.get("readOnly") for path, each in places.items() if path != "/tmp")


@pytest.mark.parametrize("pod", PODS)
def test_kubernetes_too_has_the_parts_speak_tls_with_keys_they_only_read(pod) -> None:
    given = {each["name"]: each.get("value") for each in container(pod)["env"]}
    service = SERVICES["web-1" if pod == "Deployment/web" else pod.split("/")[1]]["environment"]
    names = ["DASK_CONFIG", "DASK_SCHEDULER_ADDRESS"]
    if pod == "Deployment/scheduler":  # it is the address
        names.pop()
        assert "tls" in container(pod)["command"]
    assert {name: given[name] for name in names} == {name: service[name] for name in names}
    places = {each["mountPath"]: each for each in container(pod)["volumeMounts"]}
    assert places["/keys"]["readOnly"]
    (keys,) = (each for each in PODS[pod]["volumes"] if each["name"] == places["/keys"]["name"])
    assert keys["secret"]["secretName"] == "unrolled-keys"
    # For the group of the pod's user, which the files are given to.
    assert keys["secret"]["defaultMode"] == 0o440
    assert PODS[pod]["securityContext"]["fsGroup"] == PODS[pod]["securityContext"]["runAsGroup"]


def selected(selector: dict) -> set[str]:
    """The deployments whose pods a selector finds."""
    wanted = selector.get("matchLabels", selector).items()
    return {
        name
        for name in PODS
        if wanted <= MANIFESTS[name]["spec"]["template"]["metadata"]["labels"].items()
    }


@pytest.mark.parametrize("name", MANIFESTS)
def test_whoever_selects_pods_finds_some(name) -> None:
    spec = MANIFESTS[name].get("spec", {})
    selector = spec.get("selector") or spec.get("podSelector")
    if selector:
        assert selected(selector)


def test_pages_and_workers_survive_a_nodes_maintenance() -> None:
    budgets = [each for name, each in MANIFESTS.items() if name.startswith("PodDisruptionBudget")]
    covered = set().union(*(selected(each["spec"]["selector"]) for each in budgets))
    assert covered == {"Deployment/web", "Deployment/worker"}
    scaled = AUTOSCALERS[0]["spec"]
    assert MANIFESTS["Deployment/web"]["spec"]["replicas"] >= 2
    assert scaled["scaleTargetRef"]["name"] == "worker"
    assert scaled["minReplicas"] >= 2


def test_applying_the_manifests_again_ends_no_training() -> None:
    # A number of replicas beside an autoscaler would take its workers away each time.
    for scaler in AUTOSCALERS:
        whose = scaler["spec"]["scaleTargetRef"]
        assert "replicas" not in MANIFESTS[f"{whose['kind']}/{whose['name']}"]["spec"]


def test_there_may_be_as_many_workers_as_a_thousand_learners_take() -> None:
    scaling = (ROOT / "docs" / "scaling.md").read_text("utf-8")
    (workers,) = re.findall(r"^\| 1,000 \|.*\| (\d+) \|$", scaling, re.MULTILINE)
    assert [each["spec"]["maxReplicas"] for each in AUTOSCALERS] == [int(workers)]


def test_a_learner_is_brought_to_the_same_pod_by_a_cookie() -> None:
    annotations = MANIFESTS["Ingress/unrolled"]["metadata"]["annotations"]
    assert annotations["nginx.ingress.kubernetes.io/affinity"] == "cookie"
    service = MANIFESTS["Service/web"]["metadata"]["annotations"]
    assert service["traefik.ingress.kubernetes.io/service.sticky.cookie"] == "true"


def test_the_cookie_is_kept_in_another_sites_frame_too() -> None:
    # Browsers keep it there only if it says so, and then only over TLS.
    ingress = MANIFESTS["Ingress/unrolled"]
    cookie = "nginx.ingress.kubernetes.io/session-cookie"
    assert ingress["metadata"]["annotations"][f"{cookie}-samesite"] == "None"
    assert ingress["metadata"]["annotations"][f"{cookie}-secure"] == "true"
    assert ingress["spec"]["tls"]
    service = MANIFESTS["Service/web"]["metadata"]["annotations"]
    cookie = "traefik.ingress.kubernetes.io/service.sticky.cookie"
    assert service[f"{cookie}.samesite"] == "none"
    assert service[f"{cookie}.secure"] == "true"


def test_the_policies_let_through_what_must_speak_and_nothing_else() -> None:
    policies = {n: p["spec"] for n, p in MANIFESTS.items() if n.startswith("NetworkPolicy")}
    nobody = policies.pop("NetworkPolicy/nobody")
    assert nobody == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    allowed = {
        (way, port["port"])
        for spec in policies.values()
        for way in ("ingress", "egress")
        for rule in spec.get(way, [])
        for port in rule["ports"]
    }
    listening = {
        ("ingress", port["containerPort"])
        for pod in PODS
        for port in container(pod)["ports"]
        if port["name"] not in ("health", "nanny")
    }
    assert listening <= allowed
    assert {port for way, port in allowed if way == "egress"} == {53, 8786, 9000}


def test_both_ways_to_run_a_cluster_give_the_same_commands() -> None:
    def essence(command):
        words = [str(word) for word in command]
        fixed = {"--worker-port", "--nanny-port"}  # which only Kubernetes' policies ask for
        return [
            word
            for place, word in enumerate(words)
            if word not in fixed and (place == 0 or words[place - 1] not in fixed)
        ]

    for name in ("scheduler", "worker"):
        theirs = container(f"Deployment/{name}")["command"]
        assert essence(theirs) == essence(SERVICES[name]["command"])
