// Runs the decision tables of a DMN file: dmn-moddle reads the XML, feelin evaluates the FEEL of
// every cell; hit policies and requirements are followed here. Knows nothing of wenze.
// node run_dmn.mjs FILE.dmn REQUESTS.json → one JSON result a line
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, requests, modules] = process.argv.slice(2);
const require = createRequire(pathToFileURL(modules + "/"));
const load = async (name) => import(pathToFileURL(require.resolve(name)));
const { DmnModdle } = await load("dmn-moddle");
const { evaluate, unaryTest } = await load("feelin");

const value = (result) => {
  if (result.warnings && result.warnings.length > 0) throw new Error(JSON.stringify(result.warnings));
  return result.value;
};

// dmn-moddle knows DMN up to 1.3, which has the same elements as far as decision tables go.
const xml = readFileSync(file, "utf-8").replaceAll("DMN/20230324/", "DMN/20191111/");
const { rootElement, elementsById, warnings } = await new DmnModdle().fromXML(xml, "dmn:Definitions");
if (warnings.length > 0) throw new Error(warnings.map((w) => w.message).join("\n"));

const target = (reference) => elementsById[reference.href.slice(1)];

function decide(decision, context) {
  for (const requirement of decision.informationRequirement ?? []) {
    const needed = target(requirement.requiredDecision ?? requirement.requiredInput);
    if (needed === undefined) throw new Error(`${decision.name} needs what is not there`);
    if (needed.variable.name in context) continue;
    if (requirement.requiredInput) throw new Error(`no value for ${needed.variable.name}`);
    context[needed.variable.name] = decide(needed, context);
  }
  const table = decision.decisionLogic;
  const inputs = (table.input ?? []).map((i) => value(evaluate(i.inputExpression.text, context)));
  const matching = table.rule.filter((rule) =>
    inputs.every((input, n) => {
      const text = rule.inputEntry[n].text;
      return text === "-" || value(unaryTest(text, { ...context, "?": input })) === true;
    }),
  );
  if (table.hitPolicy === "UNIQUE" && matching.length > 1) throw new Error(`${decision.name}: not unique`);
  if (matching.length === 0) return null;
  const outputs = matching[0].outputEntry.map((entry) => value(evaluate(entry.text, context)));
  if (outputs.length === 1) return outputs[0];
  return Object.fromEntries(table.output.map((output, n) => [output.name, outputs[n]]));
}

const decisions = rootElement.drgElement.filter((e) => e.$type === "dmn:Decision");
for (const { decision, facts } of JSON.parse(readFileSync(requests, "utf-8"))) {
  const context = {};
  for (const [name, text] of Object.entries(facts)) context[name] = value(evaluate(text, {}));
  const wanted = decisions.filter((d) => decision === undefined || d.name === decision);
  const found = {};
  for (const d of wanted) found[d.name] = decide(d, context);
  console.log(JSON.stringify(found));
}
