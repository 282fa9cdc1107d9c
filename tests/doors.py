"""
Doors: where facts could leave, found in the source by its syntax tree.

Each finder takes the root of a source tree and returns what it found as "path:line what", so that
the same finder runs over our code and over planted violations.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

CORE = ("events", "consent")
PACKAGES = (*CORE, "projections", "services")

COPIES = {"copy.copy", "copy.deepcopy", "copy.replace", "dataclasses.replace"}
FORGERIES = {"__new__", "__setattr__", "__class__"}
CIPHERS = {"cryptography.fernet", "cryptography.hazmat.primitives.keywrap"}
CIPHER_FAMILY = "cryptography.hazmat.primitives.ciphers"
OPENINGS = {"aes_key_unwrap", "decrypt", "decrypt_into", "decryptor", "unseal"}
OPENER = {"services.keys.opening.Opener", "services.keys.opening"}
MAY_HOLD_THE_OPENER = {"services/showing.py", "services/disclosing.py", "services/main.py"}
FACTS = {"events.base", "events.base.Recorded", "projections.fact", "projections.fact.Fact"}
ENVIRONMENT = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
PURE_MODULES = {
    "abc",
    "collections",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "hashlib",
    "itertools",
    "json",
    "math",
    "operator",
    "re",
    "types",
    "typing",
    "unicodedata",
    "uuid",
}
WORLDLY_CALLS = {"__import__", "breakpoint", "compile", "eval", "exec", "input", "open", "print"}


class Module:
    """One source file: its path in the tree, its syntax, and what its names were imported as."""

    def __init__(self, root: Path, file: Path) -> None:
        """Read and parse the file."""
        self.path = file.relative_to(root).as_posix()
        self.tree = ast.parse(file.read_text(encoding="utf-8"))
        self.names: dict[str, str] = {}
        self.imported: list[tuple[int, str]] = []
        for node in ast.walk(self.tree):
            self._note_import(node)

    def _note_import(self, node: ast.AST) -> None:
        if isinstance(node, ast.Import):
            for alias in node.names:
                self.imported.append((node.lineno, alias.name))
                if alias.asname:
                    self.names[alias.asname] = alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                self.imported.append((node.lineno, f"{node.module}.{alias.name}"))
                self.names[alias.asname or alias.name] = f"{node.module}.{alias.name}"

    def full_name(self, node: ast.AST) -> str:
        """Return the dotted name that an expression stands for, imports resolved; "" if none."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id, node.id)
        if isinstance(node, ast.Attribute):
            return f"{self.full_name(node.value)}.{node.attr}"
        return ""

    def found(self, node: ast.AST, what: str) -> str:
        """Word one finding."""
        return f"{self.path}:{getattr(node, 'lineno', 0)} {what}"


def modules(root: Path, packages: Iterable[str] = PACKAGES) -> Iterator[Module]:
    """Parse every module of some packages."""
    for package in packages:
        for file in sorted((root / package).rglob("*.py")):
            yield Module(root, file)


def cleared_outside_the_gate(root: Path) -> list[str]:
    """
    Find where a `Cleared` could come into being anywhere but in the gate.

    Outside it the name serves in annotations, isinstance and match only: no call, no subclass, no
    alias, no cast; and nothing anywhere makes objects behind their class's back.
    """
    outside = [m for m in modules(root) if m.path != "consent/gate.py"]
    return sorted(finding for module in outside for finding in _forged(module))


def _forged(module: Module) -> Iterator[str]:
    harmless = _looked_at(module)
    knows = any("consent.gate" in name or name == "consent" for _, name in module.imported)
    for node in ast.walk(module.tree):
        name = module.full_name(node)
        if _is_cleared(name) and id(node) not in harmless:
            yield module.found(node, "Cleared as a value")
        elif isinstance(node, ast.Call) and knows and module.full_name(node.func) in COPIES:
            yield module.found(node, "a copy beside Cleared")
        elif isinstance(node, ast.Call) and _casts_to_cleared(module, node):
            yield module.found(node, "a cast to Cleared")
        elif isinstance(node, ast.Attribute) and node.attr in FORGERIES and _raw(node):
            yield module.found(node, f"{node.attr} behind the class's back")


def _is_cleared(name: str) -> bool:
    return name == "Cleared" or name.endswith(".Cleared")


def _casts_to_cleared(module: Module, node: ast.Call) -> bool:
    called = module.full_name(node.func)
    return called == "typing.cast" and bool(node.args) and "Cleared" in ast.dump(node.args[0])


def _raw(node: ast.Attribute) -> bool:
    """Tell an object made or changed raw from `super().__new__` and from reading `__class__`."""
    if node.attr == "__class__":
        return isinstance(node.ctx, ast.Store)
    return ast.unparse(node.value) != "super()"


def _looked_at(module: Module) -> set[int]:
    """Return the nodes that only name a type: annotations, type aliases, isinstance, match."""
    named: list[ast.AST | None] = []
    for node in ast.walk(module.tree):
        match node:
            case ast.arg() | ast.AnnAssign():
                named.append(node.annotation)
                if isinstance(node, ast.AnnAssign) and "TypeAlias" in ast.dump(node.annotation):
                    named.append(node.value)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                named.append(node.returns)
            case ast.MatchClass():
                named.append(node.cls)
            case ast.Call(func=ast.Name(id="isinstance"), args=[_, kind]):
                named.append(kind)
            case _:
                pass
    return {id(inner) for node in named if node is not None for inner in ast.walk(node)}


def readers_of_recorded(root: Path) -> list[str]:
    """Find readers of read models that handle facts of the log, and pages and API that do."""
    found: list[str] = []
    for module in modules(root, ["projections"]):
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _reads(node):
                taken = [node.args, *([node.returns] if node.returns else [])]
                if any(_names_a_fact(part) for part in taken):
                    found.append(module.found(node, node.name))
    for module in modules(root, ["services/web", "services/api"]):
        found += [f"{module.path}:{line} {name}" for line, name in module.imported if name in FACTS]
    return sorted(found)


def _reads(node: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return not node.name.startswith("_") and node.name != "apply"


def _names_a_fact(part: ast.AST) -> bool:
    return bool(re.search(r"\b(Recorded|Fact)\b", ast.dump(part)))


def opened_outside_the_keys(root: Path) -> list[str]:
    """
    Find ciphers and decryption anywhere but in `services/keys`.

    What opens parts against receipts is held by showing, which writes the entry first, and by the
    composition root.
    """
    found: list[str] = []
    for module in modules(root):
        if module.path.startswith("services/keys/"):
            continue
        found += [
            f"{module.path}:{line} {name}"
            for line, name in module.imported
            if name.startswith((CIPHER_FAMILY, *CIPHERS))
            or name.endswith(".unseal")
            or (name in OPENER and module.path not in MAY_HOLD_THE_OPENER)
        ]
        found += [
            module.found(node, node.attr)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute) and node.attr in OPENINGS
        ]
    return sorted(found)


def environment_read_outside_the_settings(root: Path) -> list[str]:
    """Find who reads the environment besides `services/settings.py`."""
    outside = [m for m in modules(root) if m.path != "services/settings.py"]
    variables = {f"os.{name}" for name in ENVIRONMENT}
    found = [
        module.found(node, module.full_name(node))
        for module in outside
        for node in ast.walk(module.tree)
        if module.full_name(node) in variables
    ]
    found += [
        f"{module.path}:{line} {name}"
        for module in outside
        for line, name in module.imported
        if name in variables
    ]
    return sorted(found)


def world_in_the_core(root: Path) -> list[str]:
    """Find what the pure packages import besides themselves and pure modules, and worldly calls."""
    allowed = {"events", "consent", *PURE_MODULES}
    found: list[str] = []
    for module in modules(root, CORE):
        found += [
            f"{module.path}:{line} {name}"
            for line, name in module.imported
            if name.partition(".")[0] not in allowed
        ]
        found += [
            module.found(node, node.func.id)
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in WORLDLY_CALLS
        ]
    return sorted(found)
