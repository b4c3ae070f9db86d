// Writes artifacts/<Name>.json {contractName, abi, bytecode} for every contract of src/ that can be deployed, from forge's
// output. With --check it writes nothing and fails if a committed artifact differs by a byte.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(fileURLToPath(import.meta.url));
const target = join(root, "artifacts");
const check = process.argv.includes("--check");

// Files with a contract of their own name. Modules (abstract) and libraries are parts of a contract, and interfaces are
// described by the contract that implements them.
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return new RegExp(`^contract ${basename(entry.name, ".sol")} `, "m").test(readFileSync(path, "utf8")) ? [path] : [];
  });
}

const wanted = new Map();
for (const source of sources(join(root, "src"))) {
  const name = basename(source, ".sol");
  const { abi, bytecode } = JSON.parse(readFileSync(join(root, "out", `${name}.sol`, `${name}.json`), "utf8"));
  wanted.set(`${name}.json`, JSON.stringify({ contractName: name, abi, bytecode: bytecode.object }, null, 2) + "\n");
}

mkdirSync(target, { recursive: true });
const present = readdirSync(target).filter((name) => name.endsWith(".json"));
if (check) {
  const read = (name) => (present.includes(name) ? readFileSync(join(target, name), "utf8") : null);
  const different = [...new Set([...present, ...wanted.keys()])].filter((name) => read(name) !== wanted.get(name));
  if (different.length > 0) {
    console.error(`artifacts differ from the sources: ${different.join(", ")}; run scripts/contracts.sh build and commit`);
    process.exit(1);
  }
  console.log(`${wanted.size} artifacts equal a rebuild`);
} else {
  for (const name of present) if (!wanted.has(name)) rmSync(join(target, name));
  for (const [name, text] of wanted) {
    if (!present.includes(name) || readFileSync(join(target, name), "utf8") !== text) writeFileSync(join(target, name), text);
  }
  console.log(`${wanted.size} artifacts in contracts/artifacts`);
}
