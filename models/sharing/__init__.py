"""Typed values, pictures and networks as short text, for links and a browser's storage."""
