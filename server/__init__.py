"""The web server around Streamlit: what requests pass, health, metrics and process setup."""
