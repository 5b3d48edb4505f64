"""What all tests share."""

from functools import cache

from streamlit.components.v2 import manifest_scanner

# Every AppTest looks through all installed packages for components: nine tenths of its time,
# and always with the same outcome while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
