// The learner's own choice of a theme, before anything is painted; Streamlit keeps it by address.
try {
  const chosen = JSON.parse(String(localStorage.getItem(`stActiveTheme-${location.pathname}-v2`)));
  if (chosen === "Light" || chosen === "Dark") document.documentElement.dataset.theme = chosen;
} catch {
  /* nothing is kept, or nothing may be: the system's theme it is */
}
