"""Settings of a training, and chains of layers, that no menu offers."""

PLANS: dict[str, dict[str, object]] = {
    f"{name} is {value!r}"[:60]: {name: value}
    for name, values in {
        "hidden_units": [
            (0,),
            (-1,),
            (10**9,),
            (128,) * 9,
            ("128",),
            128.5,
            None,
            ((1,),),
            (True,),
        ],
        "activation": ["eval", "", None, 5, ["relu"], "__import__"],
        "epochs": [0, -1, 101, 1.5, "5", None, float("nan"), True, 10**400],
        "batch_size": [0, 10_001, "128", float("inf")],
        "learning_rate": [0, -1e-3, 101, float("nan"), float("inf"), "0.001", None, True, 10**400],
        "optimizer": ["SGD()", "", None, {"name": "adam"}],
        "examples": [0, -5, 60_001, 0.5, "all"],
        "validation": [-1, 60_000, 60_001, 0.5, "10000", None, True],
        "seed": [-1, 2**31, 0.5, "0", None],
        "l2": [-1e-9, 2, float("nan"), "0"],
        "dropout": [-0.1, 0.96, 1, float("nan"), None],
        "frozen": [(5,), (-1,), "0", None, (0.5,), ((0,),)],
        "pixels": ["../mnist.npz", "", None, 7],
    }.items()
    for value in values
}

CHAINS: dict[str, object] = {
    "nothing": "",
    "no text": 5,
    "no shape": "Flatten",
    "a shape of nothing": "0x0x0,Flatten",
    "a shape below nothing": "-1x28x1,Flatten",
    "a huge shape": "99999x99999x9,Flatten",
    "a layer nobody has": "28x28x1,Lambda:exec",
    "a name of Python's": "28x28x1,__import__:os",
    "too many settings": "28x28x1,Flatten,Dense:1:relu:1:2:3",
    "a million units": "28x28x1,Flatten,Dense:1000000:relu",
    "units below nothing": "28x28x1,Flatten,Dense:-5:relu",
    "a word for units": "28x28x1,Flatten,Dense:many:relu",
    "an activation nobody has": "28x28x1,Flatten,Dense:8:eval",
    "a script": "28x28x1,<script>alert(1)</script>",
    "a thousand layers": "28x28x1" + ",Flatten" * 1000,
    "digits of another script": "٢٨x28x1,Flatten",
    "a line break": "28x28x1,Flatten\nDense:8:relu",
}
