"""Libraries without the parts that nobody needs yet."""

import subprocess
import sys

LEFT_OUT = """
import sys
from pi_pose import lean
mail = lean.import_without("email", "email.parser")
assert "email.parser" not in sys.modules
import email.parser
assert lean.import_without("email", "email.parser") is mail
assert "email.parser" in sys.modules
"""


def test_a_part_that_was_left_out_may_be_imported_later_and_then_stays() -> None:
    subprocess.run([sys.executable, "-c", LEFT_OUT], check=True)
