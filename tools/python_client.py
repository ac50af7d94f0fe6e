"""
Writes the parts of the Python client that follow from the OpenAPI file: one type for
each body and answer, one method for each operation.

Run by `make docs`; with `--check` it only tells which files are not current.
"""

from __future__ import annotations

import json
import keyword
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "clients" / "python"
PACKAGE = FOLDER / "loket_client"
MADE = "Made from openapi.json by tools/python_client.py; changes here are lost."
PLAIN = {
    "string": "str",
    "integer": "int",
    "number": "float",
    "boolean": "bool",
    "object": "dict[str, Any]",
    "null": "None",
}
TYPES = f'''"""
Bodies and answers, as plain dictionaries. Moments are texts in ISO 8601.

{MADE}
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict'''
OPERATIONS = f'''"""
Every operation of the API, as methods.

{MADE}
"""

from __future__ import annotations

from typing import cast

from loket_client import types
from loket_client.transport import Transport, new_token


class Loket(Transport):
    """A desk, as one key sees it."""
'''

Shape = Mapping[str, Any]


def files() -> dict[Path, str]:
    """Return what each file should hold."""
    from loket.api.v1 import schema

    document = schema.document()
    return {
        FOLDER / "openapi.json": json.dumps(document, indent=1) + "\n",
        PACKAGE / "types.py": _formatted(_types(document)),
        PACKAGE / "operations.py": _formatted(_operations(document)),
    }


def _types(document: Shape) -> str:
    shapes = document["components"]["schemas"]
    made = [TYPES]
    for name in sorted(shapes, key=lambda name: ("enum" not in shapes[name], name)):
        shape = shapes[name]
        if "enum" in shape:
            made.append(f"{name} = {_type(shape)}")
        elif name != "Problem":
            made.append(_typed_dict(name, shape))
    return "\n\n".join(made) + "\n"


def _typed_dict(name: str, shape: Shape) -> str:
    needed = shape.get("required", [])
    lines = [f"class {name}(TypedDict):", *_doc(shape.get("description", name))]
    for field, inner in shape["properties"].items():
        # What we answer is always whole; what is sent may leave out what has a default.
        kind = _type(inner)
        is_needed = field in needed or not name.endswith(("In", "Shape"))
        lines.append(f"    {field}: {kind if is_needed else f'NotRequired[{kind}]'}")
    return "\n".join(lines)


def _type(shape: Shape, prefix: str = "") -> str:
    if "$ref" in shape:
        return prefix + str(shape["$ref"]).rpartition("/")[2]
    if "enum" in shape:
        return f"Literal[{', '.join(json.dumps(one) for one in shape['enum'])}]"
    if "anyOf" in shape:
        return " | ".join(_type(one, prefix) for one in shape["anyOf"])
    return _plain(shape, prefix)


def _plain(shape: Shape, prefix: str) -> str:
    kind, more = shape.get("type", ""), shape.get("additionalProperties")
    if kind == "array":
        return f"list[{_type(shape.get('items', {}), prefix)}]"
    if kind == "object" and isinstance(more, dict):
        return f"dict[str, {_type(more, prefix)}]"
    return PLAIN.get(kind, "Any")


def _operations(document: Shape) -> str:
    methods = [
        _method(path, verb.upper(), operation)
        for path, verbs in document["paths"].items()
        for verb, operation in verbs.items()
    ]
    return "\n".join([OPERATIONS, *methods])


def _method(path: str, verb: str, operation: Shape) -> str:
    parameters: dict[str, list[Shape]] = {"path": [], "query": [], "header": []}
    for one in operation["parameters"]:
        parameters[one["in"]].append(one)
    answer = _answer(operation)
    sent = ", ".join(_sent(path, verb, operation, parameters))
    arguments = ", ".join(_arguments(operation, parameters))
    lines = [
        f"    def {operation['operationId']}({arguments}) -> {answer}:",
        *_doc(f"{operation['summary']} (`{operation['x-scope']}`)", 8),
        f'        return cast("{answer}", self._ask({sent}))',
    ]
    return "\n".join(lines) + "\n"


def _arguments(
    operation: Shape, parameters: Mapping[str, Sequence[Shape]]
) -> Iterator[str]:
    yield "self"
    for one in parameters["path"]:
        yield f"{_safe(one)}: {_python(one)}"
    if "requestBody" in operation:
        shape = operation["requestBody"]["content"]["application/json"]["schema"]
        yield f"body: {_type(shape, 'types.')}"
    if parameters["query"] or parameters["header"]:
        yield "*"
    yield from map(_named, parameters["query"])
    if parameters["header"]:
        yield "idempotency_key: str | None = None"


def _sent(
    path: str,
    verb: str,
    operation: Shape,
    parameters: Mapping[str, Sequence[Shape]],
) -> Iterator[str]:
    yield json.dumps(verb)
    yield ("f" if parameters["path"] else "") + json.dumps(path)
    if parameters["query"]:
        names = ((json.dumps(one["name"]), _safe(one)) for one in parameters["query"])
        yield f"query={{{', '.join(f'{name}: {word}' for name, word in names)}}}"
    if "requestBody" in operation:
        yield "body=body"
    if parameters["header"]:
        yield "token=idempotency_key or new_token()"


def _answer(operation: Shape) -> str:
    for status, said in operation["responses"].items():
        if status.startswith("2"):
            return _type(said["content"]["application/json"]["schema"], "types.")
    raise ValueError(operation["operationId"])


def _named(one: Shape) -> str:
    kind = _python(one)
    return f"{_safe(one)}: {kind}" + ("" if one["required"] else " | None = None")


def _python(one: Shape) -> str:
    return _type(one["schema"], "types.")


def _safe(one: Shape) -> str:
    name = str(one["name"])
    return f"{name}_" if keyword.iskeyword(name) else name


def _doc(words: str, indent: int = 4) -> Iterator[str]:
    """Lines of a docstring that no line is too long for."""
    room, lines = 88 - indent, [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > room:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    pad = " " * indent
    if len(lines) == 1 and len(lines[0]) + 6 <= room:
        yield f'{pad}"""{lines[0]}"""'
    else:
        yield f'{pad}"""'
        yield from (pad + line for line in lines)
        yield f'{pad}"""'


def _formatted(code: str) -> str:
    program = Path(sys.executable).with_name("ruff")
    return subprocess.run(
        [program, "format", "--stdin-filename", "made.py", "-"],
        input=code,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout


def stale() -> list[Path]:
    """Return the files that are missing or differ from the code."""
    return [
        path
        for path, text in files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def main(words: Sequence[str]) -> int:
    """Run the command; the exit status."""
    import django

    django.setup()
    if "--check" in words:
        names = [str(path.relative_to(ROOT)) for path in stale()]
        for name in names:
            sys.stderr.write(f"{name} is not current; run `make docs`.\n")
        return 1 if names else 0
    made = files()
    for path in stale():
        path.write_text(made[path], encoding="utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)} is written anew.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
