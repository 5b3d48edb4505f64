"""The learner's picture: pad, upload, camera, and what the network reads of it."""
