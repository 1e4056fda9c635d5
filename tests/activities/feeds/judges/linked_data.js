// What the validator finds wrong in linked data (standard input: a list of things as they stand in
// a page), by the vocabulary of schema.org in the file named in the environment.
import { readFileSync } from "node:fs";
import Validator from "@adobe/structured-data-validator";

const vocabulary = JSON.parse(readFileSync(process.env.VOCABULARY, "utf-8"));
const jsonld = {};
for (const thing of JSON.parse(readFileSync(0, "utf-8"))) (jsonld[thing["@type"]] ??= []).push(thing);
const faults = await new Validator(vocabulary).validate({ jsonld });
console.log(JSON.stringify(faults.map(({ path, severity, issueMessage }) =>
  `${path.map((step) => step.property ?? step.type).join(".")}: ${severity}: ${issueMessage}`)));
