#!/usr/bin/env python3
"""Every claim of a screen is in ledger.toml, and what makes it true exists.

  check_claims.py            exit code 0: all are; 1: says which are not
  check_claims.py --self-test   the check finds what it is there for
"""
import pathlib
import re
import sys
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLAIM = re.compile(
    r"\b(free|private|privately|never|only|erased?|nobody|no one|anyone|everyone|no sign-in|locked|received)\b"
    r"|\bnot sent\b|\bnothing (was|is) s(aved|ent)\b|\bday and night\b|\bevery night\b|\bbeing saved\b"
    r"|\{n\} (minute|hour|day)s?\b|\bseconds\b|o’clock|\d",
    re.IGNORECASE,
)


def messages(po):
    """The msgids of a catalog, its head left out."""
    found = []
    for block in po.split("\n\n"):
        match = re.search(r'^msgid ((?:"[^\n]*"\n?)+)', block, re.MULTILINE)
        if match:
            text = "".join(re.findall(r'"(.*)"', match.group(1)))
            if text:
                found.append(text.replace('\\"', '"').replace("\\n", "\n"))
    return found


def read_all(folder, pattern):
    return "\n".join(path.read_text() for path in sorted((ROOT / folder).rglob(pattern)))


def joined_literals(code):
    """Test names are broken over lines of string literals."""
    return re.sub(r'TEST_CASE\(\s*"', 'TEST_CASE("', re.sub(r'"\s*\n\s*"', "", code))


def missing_grounds(claim, headers, tests, settings):
    grounds = [key for key in ("field", "setting", "test", "source") if key in claim]
    if not grounds:
        return ["nothing makes it true"]
    lacking = []
    if "field" in claim and not re.search(rf"\b{re.escape(claim['field'])}\b", headers):
        lacking.append(f"no field “{claim['field']}” in app/")
    if "setting" in claim and not re.search(rf"\b{re.escape(claim['setting'])}\b", settings):
        lacking.append(f"no setting “{claim['setting']}” in kiosk-config/")
    if "test" in claim and f'TEST_CASE("{claim["test"]}"' not in tests:
        lacking.append(f"no test “{claim['test']}”")
    if "source" in claim and not (ROOT / claim["source"]).exists():
        lacking.append(f"no file {claim['source']}")
    return lacking


def troubles(all_messages, ledger, headers, tests, settings):
    said, found = {}, []
    for entry in ledger.get("claim", []):
        for lacking in missing_grounds(entry, headers, tests, settings):
            found.append(f"“{entry['says'][0]}”: {lacking}")
    for entry in ledger.get("claim", []) + ledger.get("plain", []):
        for text in entry["says"]:
            if text in said:
                found.append(f"“{text}” stands in the ledger twice")
            said[text] = True
            if text not in all_messages:
                found.append(f"“{text}” is in the ledger, but on no screen")
    for text in all_messages:
        if CLAIM.search(text) and text not in said:
            found.append(f"“{text}” sounds like a claim: say in tests/claims/ledger.toml what makes it true")
    return found


def self_test():
    code = 'TEST_CASE("it is so", "[a]")'
    ledger = {"claim": [{"says": ["It is free."], "field": "cost", "test": "it is so"}]}

    def finds(texts, changed, part):
        return any(part in each for each in troubles(texts, changed, "Cost cost;", code, "no_cost"))

    assert troubles(["It is free.", "Welcome"], ledger, "Cost cost;", code, "") == []
    assert finds(["It is free.", "It is private."], ledger, "sounds like a claim")
    assert finds(["It is free.", "In {n} minutes"], ledger, "sounds like a claim")
    assert finds([], ledger, "on no screen")
    assert finds(["It is free."], {"claim": [{"says": ["It is free."]}]}, "nothing makes it true")
    for key, value, part in (("field", "price", "no field"), ("test", "it is not", "no test"),
                             ("setting", "price", "no setting"), ("source", "app/none.cpp", "no file")):
        assert finds(["It is free."], {"claim": [{"says": ["It is free."], key: value}]}, part), key


def main():
    self_test()
    if sys.argv[1:] == ["--self-test"]:
        return 0
    ledger = tomllib.loads((ROOT / "tests/claims/ledger.toml").read_text())
    all_messages = messages((ROOT / "assets/locale/es.po").read_text())
    found = troubles(all_messages, ledger, read_all("app", "*.h"), joined_literals(read_all("tests", "*.cpp")),
                     read_all("kiosk-config", "*.toml") + read_all("kiosk-config", "*.md"))
    for each in found:
        print(each)
    claims = sum(len(entry["says"]) for entry in ledger["claim"])
    print(f"{len(all_messages)} messages, {claims} claims, {len(found)} without ground")
    return 1 if found else 0


sys.exit(main())
