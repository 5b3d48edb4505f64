"""Run every rule and print each broken one with its faults: ``python -m checks [name] ...``."""

import sys
from importlib import import_module
from pathlib import Path

from checks.rules import RULES, Rule


def load_rules() -> list[Rule]:
    """Import every module of this package and return the rules they hold."""
    for file in sorted(Path(__file__).parent.glob("*.py")):
        if not file.stem.startswith("__"):
            import_module(f"checks.{file.stem}")
    return RULES


def main(names: list[str]) -> int:
    """Run the rules whose names contain one of these words, all without words.

    Returns:
        The process's exit status: 1 if a rule is broken, 2 if none was run.
    """
    chosen = [
        rule for rule in load_rules() if not names or any(word in rule.name for word in names)
    ]
    broken = {rule: faults for rule in chosen if (faults := rule.faults())}
    for rule, faults in broken.items():
        print(f"{rule.name}: {rule.statement}", *(f"  {fault}" for fault in faults), sep="\n")
    print(f"{len(chosen)} checks of texts and files, {len(broken)} broken")
    return 2 if not chosen else int(bool(broken))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
