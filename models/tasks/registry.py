"""Registry: the tasks a worker can run, by name; a new task is a row here."""

TASKS = {
    "keras_trace": "models.tasks.keras_outputs",
    "keras_outputs": "models.tasks.keras_outputs",
    "keras_evaluate": "models.tasks.keras_evaluate",
    "test_evaluation": "models.tasks.keras_evaluate",
    "keras_file": "models.tasks.keras_outputs",
    "keras_gradients": "models.tasks.keras_gradients",
    "fit_gradients": "models.tasks.keras_gradients",
    "conv_before_flatten": "models.tasks.conv_gradient",
    "run_script": "models.tasks.run_script",
    "run_snippet": "models.tasks.run_snippet",
    "frames_at": "models.tasks.replay",
    "predictions_at": "models.tasks.replay",
    "weights_at": "models.tasks.replay",
    "misclassified_at": "models.tasks.replay",
    "step_report": "models.tasks.replay",
    "build_model": "models.tasks.build_model",
    "train_model": "models.tasks.train_model",
    "train_challenge": "models.tasks.challenge",
    "evaluate_challenge": "models.tasks.challenge",
    "train_experiment": "models.tasks.lab_training",
}
"""Every task: a function's name, and its module, which only a worker imports."""
