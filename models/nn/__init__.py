"""The lesson's mathematics in NumPy, one file a concept; read flatten, dense, network first."""
