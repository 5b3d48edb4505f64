"""What a training is: config, snapshot, evaluation, checkpoint, recording, diagnostics."""
