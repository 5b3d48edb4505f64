"""What all tests share."""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import script_runner

# Every AppTest looks through all installed packages for components: nine tenths of its time,
# and always with the same outcome while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

# After every run of a page Streamlit tidies up after Keras where a process has it. The web
# process never has; a process of tests may, and would spend most of its time on that.
script_runner._clean_problem_modules = lambda: None
