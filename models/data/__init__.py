"""MNIST, picture files, ink detection, and preparation as MNIST was prepared."""
