"""How deep the tests go: few rounds that repeat exactly, or many with a fresh, printed seed."""

import os

from hypothesis import HealthCheck, settings

DEEP = os.environ.get("TSUNAGI_TEST_DEPTH") == "deep"
IN_CI = os.environ.get("CI", "") not in ("", "0", "false")


def rounds(*, fast: int, deep: int) -> int:
    """Choose how often a test repeats: `fast` in `make test`, `deep` in `make test-deep`."""
    return deep if DEEP else fast


def use_profile() -> None:
    """Set hypothesis up for this depth; `make test-deep` prints the seed that repeats a run."""
    # A slow machine is no finding, and neither is a fixture that is made once for all examples.
    quiet = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
    settings.register_profile(
        "fast",
        max_examples=40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=quiet,
    )
    settings.register_profile(
        "deep",
        max_examples=2000,
        deadline=None,
        print_blob=True,
        suppress_health_check=quiet,
    )
    settings.load_profile("deep" if DEEP else "fast")
