"""Process configuration: settings, logging, and whether the shipped files are all there."""
