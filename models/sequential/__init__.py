"""The workbench's sequential model: layer types, options, shapes, errors, code."""
