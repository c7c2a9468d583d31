"""Validates scenarios, or JSON, against a JSON Schema; exit code 77: the validator is not installed."""
import sys

try:
    import json
    import jsonschema
    import yaml
except ImportError:
    sys.exit(77)


class Loader(yaml.SafeLoader):
    """YAML 1.2's idea of scalars: no dates, no numbers to the base of 60, no yes and no."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers
            if tag in ("tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", __import__("re").compile("^(true|false)$"), "tf")
Loader.yaml_implicit_resolvers = {
    first: [(tag, __import__("re").compile("^-?[0-9]+$") if tag.endswith("int") else pattern)
            for tag, pattern in resolvers]
    for first, resolvers in Loader.yaml_implicit_resolvers.items()
}

schema_path, *scenarios = sys.argv[1:]
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
    validator = jsonschema.validators.validator_for(schema)(schema)
faults = 0
for path in scenarios:
    with open(path, encoding="utf-8") as file:
        for error in validator.iter_errors(yaml.load(file, Loader)):
            print(f"{path}: {'.'.join(map(str, error.absolute_path))}: {error.message[:300]}")
            faults += 1
sys.exit(1 if faults else 0)
