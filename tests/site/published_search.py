"""Asks the search of a published site, as a browser would: its own script and indexes, run in Node.js."""

import json
import shutil
import subprocess

ASK = """
const [site, script, asked] = [process.argv[1], process.argv[2], JSON.parse(require("fs").readFileSync(0, "utf8"))];
const { prepare, search } = require(script);
(async () => {
  const answers = [];
  for (const language of new Set(asked.map(([language]) => language))) {
    require(`${site}/${language}/search-index.js`);
    const index = globalThis.handbookSearchIndex;
    const engine = prepare(index, async (name) => require(`${site}/${language}/${index.folder}/${name}.js`));
    for (const [at, [of, query]] of asked.entries()) if (of === language) answers[at] = await search(engine, query);
  }
  console.log(JSON.stringify(answers));
})();
"""


def script_of(site):
    """Return where the script of the search is."""
    [path] = (site / "_static").glob("search-*.js")
    return path


def ask(site, queries):
    """Return what the published search finds for each (language, query)."""
    node = shutil.which("node")
    assert node, "the search is tested in Node.js 20 or later: install it (Debian: apt-get install nodejs)"
    command = [node, "-e", ASK, "--", str(site), str(script_of(site))]
    asked = json.dumps(queries)
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def found_for(answer):
    """Return the results of an answer; what it counts is what it has, as long as they are few."""
    assert answer["count"] == len(answer["results"]) <= 20
    return answer["results"]


def index_line(site, language):
    """Return the line of an index that holds its data."""
    return (site / language / "search-index.js").read_text(encoding="utf-8").partition("\n")[0]
