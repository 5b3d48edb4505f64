"""Server: who may come in, what may be asked, and how the lesson says that it is well."""
