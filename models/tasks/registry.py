"""Registry: what a worker can be asked for, by name; a new task is a row here."""

TASKS = {
    "keras_trace": "models.tasks.keras_outputs",
    "keras_outputs": "models.tasks.keras_outputs",
    "keras_evaluate": "models.tasks.keras_evaluate",
    "keras_file": "models.tasks.keras_outputs",
    "keras_gradients": "models.tasks.keras_gradients",
    "fit_gradients": "models.tasks.keras_gradients",
    "conv_before_flatten": "models.tasks.conv_gradient",
    "run_script": "models.tasks.run_script",
    "experiment": "models.tasks.run_snippet",
    "frames_at": "models.tasks.replay",
    "answers_at": "models.tasks.replay",
    "weights_at": "models.tasks.replay",
    "mistakes_at": "models.tasks.replay",
    "step_story": "models.tasks.replay",
    "build_chain": "models.tasks.build_model",
    "train_chain": "models.tasks.train_model",
    "lab_run": "models.tasks.lab_training",
}
"""Every task: a function's name, and the module of it, which only a worker imports."""
