"""Every rule notices a fault: all of them run on a copy of the project with one fault for each."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checks.__main__ import load_rules, main

ROOT = Path(__file__).parents[2]
OUTSIDE = (".git", ".venv", "tests", "node_modules", "__pycache__", ".*_cache")
WEB, TRAINER = "deploy/kubernetes/web.yaml", "deploy/kubernetes/trainer.yaml"
INGRESS, POLICIES = "deploy/kubernetes/entrance.yaml", "deploy/kubernetes/network.yaml"
HOME, GLOSSARY = "lessons/en/home.md", "lessons/en/glossary.md"
FAULTS = {  # rule: (file, what is there, what is put in its place); after "", the end
    "sources.formats_of_every_platform": (
        "components/scripts/script_runs.py",
        "%H:%M:%S",
        "%-H:%M:%S",
    ),
    "sources.styles_before_pages": ("components/nav/top_bar.py", "", 'st.html("<style>")'),
    "compose.specification": ("compose.yaml", "init: true", "init: [1]"),
    "compose.default_services": ("compose.yaml", "    profiles: [cluster]\n    image", "    image"),
    "compose.compose_rights": ("compose.yaml", "cap_drop: [ALL]", "cap_drop: [KILL]"),
    "compose.published_ports": ("compose.yaml", "internal: true", "internal: false"),
    "compose.own_variables": ("compose.yaml", "${CLUSTER_PORT:-8080}", "${PORT:-8080}"),
    "compose.rotated_logs": ("compose.yaml", "max-size: 10m, ", ""),
    "compose.compose_writes": ("compose.yaml", "/tmp:size=256m,", "/tmp:"),
    "compose.compose_health": ("compose.yaml", "{disable: true}", "{disable: false}"),
    "compose.one_cookie_secret": ("deploy/make-keys.sh", ">cookie-secret\n", ">secret\n"),
    "compose.compose_tls": ("compose.yaml", "ADDRESS: tls:", "ADDRESS: tcp:"),
    "compose.settings_handed_on": ("compose.yaml", "  UNROLLED_LOG:\n", ""),
    "compose.own_names": ("compose.yaml", "-localhost,127.0.0.1}", "-localhost}"),
    "compose.dependencies": ("compose.yaml", "{web-1: {condition", "{web-9: {condition"),
    "compose.nginx_of_compose": (
        "deploy/nginx.conf",
        "\nworker_processes ",
        "\nworker_processes 9",
    ),
    "dockerfile.base_image": ("Dockerfile", "BASE=python:3.13-slim", "BASE=python:slim"),
    "dockerfile.stages": ("Dockerfile", "", "RUN pip install more\n"),
    "dockerfile.tested_versions": ("Dockerfile", "--no-cache-dir ", ""),
    "dockerfile.not_root": ("Dockerfile", "USER 10001:10001", "USER 0:0"),
    "dockerfile.stop_signal": ("Dockerfile", 'CMD ["python", "app.py"]', 'CMD ["sh", "app.py"]'),
    "dockerfile.port": ("Dockerfile", "EXPOSE 8501", "EXPOSE 80"),
    "dockerfile.writes_to_tmp": ("Dockerfile", "TMPDIR=/tmp", "TMPDIR=/var"),
    "dockerfile.fetches_nothing": ("Dockerfile", "groupadd --gid", "curl x; groupadd --gid"),
    "dockerfile.copies": ("Dockerfile", "COPY lessons lessons\n", ""),
    "dockerfile.build_context": (".dockerignore", "deploy/certificates\n", ""),
    "dockerfile.health_check_times": ("Dockerfile", "--interval=5s", "--interval=50s"),
    "fonts.icon_font": ("app.py", "", "# :material/not_an_icon:"),
    "fonts.icons_as_drawn": ("app.py", "", "# :material/no_icon_either:"),
    "fonts.text_fonts_complete": ("lessons/en/draw.md", "", "Привет"),
    "uploads.upload_limits_of_proxies": (
        "deploy/nginx.conf",
        "max_body_size 26m",
        "max_body_size 20m",
    ),
    "versions.one_version": ("CHANGELOG.md", "## 1.0.0", "## 0.9.0"),
    "kubernetes.known_fields": (WEB, "preStop: {sleep: {seconds: 5}}", "preStop: {slept: {}}"),
    "kubernetes.kustomization": (
        "deploy/kubernetes/kustomization.yaml",
        "  - namespace.yaml\n",
        "",
    ),
    "kubernetes.gateway": ("deploy/kubernetes/gateway/route.yaml", "unrolled_seat", "seat"),
    "kubernetes.released_images": (
        "deploy/kubernetes/kustomization.yaml",
        'newTag: "1.0.0"',
        "newTag: latest",
    ),
    "kubernetes.pod_rights": (WEB, "runAsUser: 10001", "runAsUser: 1"),
    "kubernetes.pod_limits": (WEB, 'limits: {cpu: "2", memory: 1Gi}', 'limits: {cpu: "2"}'),
    "kubernetes.pod_settings": (WEB, "{name: unrolled-settings}", "{name: settings}"),
    "kubernetes.metrics": (WEB, "containerPort: 9100", "containerPort: 9200"),
    "kubernetes.pod_writes": (WEB, "{sizeLimit: 512Mi}", "{}"),
    "kubernetes.pod_tls": (WEB, "tls://scheduler", "tcp://scheduler"),
    "kubernetes.one_secret_of_pods": (WEB, "key: cookie-secret", "key: cookie"),
    "kubernetes.selectors": (
        WEB,
        "  selector: {app: unrolled, part: web}",
        "  selector: {app: unrolled, part: nobody}",
    ),
    "kubernetes.maintenance": (TRAINER, "minReplicas: 2", "minReplicas: 1"),
    "kubernetes.autoscaling": (TRAINER, "maxReplicas: 25", "maxReplicas: 24"),
    "kubernetes.sticky_cookie": (INGRESS, "affinity: cookie", "affinity: none"),
    "kubernetes.policies": (POLICIES, "port: 53}, ", "port: 54}, "),
    "kubernetes.same_commands": (TRAINER, "1800MB", "900MB"),
    "labels.labels_in_step": ("lessons/en/draw.md", "\n- prepare sample: ", "\n- prepare it: "),
    "labels.errors_in_step": ("lessons/en/errors.md", "\n- no drawing: ", "\n- no picture: "),
    "labels.views_in_step": ("lessons/en/draw.md", "\n## view wall\n", "\n## view walls\n"),
    "lessons.a_page_and_a_text_each": ("lessons/en/stray.md", "", "# Stray\n"),
    "lessons.own_lesson": ("pages/home.py", 'Lesson("home")', "Lesson('home')"),
    "lessons.sections_exist": ("lessons/en/dense.md", "\n## matrix\n", "\n## matrices\n"),
    "lessons.sections_used": (HOME, "\n## takeaway\n", "\n## never used\n\nText.\n\n## takeaway\n"),
    "lessons.gaps_filled": ("lessons/en/recall.md", "\n", "\n[[gap]]\n"),
    "lessons.sections_written_once": (HOME, "\n## takeaway\n", "\nIn {braces}.\n\n## takeaway\n"),
    "lessons.questions_and_comparisons": (
        "lessons/en/experiments.md",
        "\n## compare ",
        "\n## compares ",
    ),
    "lessons.told_in_scenes": ("lessons/en/flatten.md", "\n## hint batch\n", "\n## hint stack\n"),
    "lessons.short_scenes": (
        HOME,
        "\n## scene goals\n",
        "\n## scene goals\n" + "word " * 46 + "\n",
    ),
    "languages.no_text_at_import": (
        "components/ui/dates.py",
        "",
        '\nMONTH = COMMON.label("month 1")\n',
    ),
    "languages.translations_complete": ("lessons/es/ticket.md", None, None),
    "languages.translations_in_step": ("lessons/es/full.html", "<p>", "<p><b>"),
    "lessons.takeaway": (HOME, "\n## takeaway\n", "\n## takeaway\n\nOne. Two.\n"),
    "widget_words.keys_written": (
        "components/drawing/draw_pad/view.html",
        'data-word="undo"',
        'data-word="take back"',
    ),
    "widget_words.no_words_in_widgets": (
        "components/shell/share_dialog/view.js",
        "",
        '\nlabel.textContent = "Read";\n',
    ),
    "words_in_code.no_words_in_code": ("pages/home.py", "", '\nst.button("Press here")\n'),
    "words_in_code.errors_in_sentences": (
        "pages/draw.py",
        "",
        "\n\ndef f():\n    raise ValueError(1)\n",
    ),
    "words.spelling": ("docs/teacher.md", "\n\n", "\n\nA wieght.\n\n"),
    "words.one_word_a_thing": ("docs/teacher.md", "\n\n", "\n\nA fully connected node.\n\n"),
    "words.glossary_terms": (GLOSSARY, "\n- **", "\n- **hapax** · a word → *Home*\n- **"),
    "words.glossary_pages": (GLOSSARY, "→ *", "→ *No such page*, *"),
    "words.voice": ("lessons/en/dense.md", "", "\nWhoever bends it.\n"),
    "words.texts_not_in_voice_yet": (
        "checks/words.py",
        "NOT_YET = (\n",
        'NOT_YET = (\n    "errors",\n',
    ),
    "glossaries.glossaries": ("lessons/es/glossary.md", "- **actualización", "- **corrección"),
    "links.links": ("docs/teacher.md", "\n\n", "\n\n[gone](gone.md)\n\n"),
    "links.readme_pages": ("README.md", "\n| `/dense` |", "\n| `/denser` |"),
    "repository.mit_license": ("LICENSE", "MIT License", "A License"),
    "repository.credit": ("data/README.md", "Corinna Cortes", "others"),
    "repository.make_targets_in_texts": ("docs/teacher.md", "\n\n", "\n\n`make coffee`\n\n"),
    "repository.nothing_outside": ("docs/teacher.md", "\n\n", "\n\n/work" + "/shared\n\n"),
    "requirements.lower_and_upper_bounds": ("requirements-dev.txt", ",<10 ", " "),
    "requirements.reasons": ("requirements-dev.txt", "# runs the tests", "# tests"),
    "requirements.pinned_inside_bounds": ("requirements-dev.txt", "pytest>=9", "pytest>=9.99"),
    "requirements.locked_as_tested": ("requirements.lock", "numpy==", "numpy==9"),
    "requirements.readme_reasons": ("requirements.txt", "numpy>", "scipy>"),
    "requirements.hashes": ("requirements.lock", "", "zzz==1\n"),
    "requirements.installed_as_locked": ("requirements.lock", "numpy==", "numpy==9"),
    "requirements.licenses": ("docs/licenses.md", "| numpy |", "| nump |"),
    "scripts.script_rows": ("lessons/code/stray.py", "", "import keras\n"),
    "scripts.script_sizes": (
        "lessons/code/pitfalls/unscaled/wrong.py",
        "import keras\n",
        "import keras\n" + "\n" * 30,
    ),
    "settings.readme_settings": ("README.md", "\n| `PORT` |", "\n| `PORTS` |"),
    "settings.environment_readers": ("models/nn/dense.py", "", "\n# environ\n"),
    "sources.nothing_sent_is_run": ("server/health.py", "", "\nimport pickle\n"),
    "sources.no_unpickling": (
        "models/nn/softmax.py",
        "",
        "\nlambda: np.load(0, allow_pickle=True)\n",
    ),
    "sources.address_follows": ("pages/home.py", "", "\n# st.fragment\n"),
    "widgets.widget_files": ("components/drawing/draw_pad/view.css", None, None),
    "widgets.player": ("components/drawing/draw_pad/view.js", "", "\ncreatePlayer(\n"),
    "widgets.payload_types": (
        "components/backprop/gradient_view/payload.d.ts",
        "",
        "\n// by hand\n",
    ),
    "widgets.tour_targets": ("components/shell/tour/__init__.py", ".widget.model", ".widget.chain"),
    "widgets.no_network": ("components/drawing/draw_pad/view.js", "", '\nfetch("x");\n'),
}


def broken(project: Path) -> set[str]:
    """Return the rules that the project breaks."""
    done = subprocess.run(
        [sys.executable, "-m", "checks"], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return set(re.findall(r"^checks\.([\w.]+): ", done.stdout, re.MULTILINE))


def put(fault: tuple[str, str | None, str | None], project: Path) -> None:
    name, there, instead = fault
    file = project / name
    if there is None:
        file.unlink()
    elif not there:
        with file.open("a", encoding="utf-8") as end:
            end.write(instead)
    else:
        text = file.read_text("utf-8")
        assert there in text, fault
        file.write_text(text.replace(there, instead, 1), "utf-8")


@pytest.mark.long
def test_every_rule_notices_its_fault(tmp_path):
    assert {f"checks.{name}" for name in FAULTS} == {rule.name for rule in load_rules()}
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(*OUTSIDE))
    for fault in FAULTS.values():
        put(fault, project)
    assert FAULTS.keys() - broken(project) == set()


def test_no_rule_but_those_that_are_chosen_runs(capsys):
    assert main(["repository.mit_license"]) == 0
    assert capsys.readouterr().out == "1 checks of texts and files, 0 broken\n"


def test_a_name_that_no_rule_has_is_no_success():
    assert main(["no such rule"]) == 2
