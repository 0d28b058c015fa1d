// Writes src/shared/document.ts from the OpenAPI document: `companion openapi | npm run document`.
// With `-- --check` it writes nothing and fails when the file is not what it would write.
import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

const target = new URL('../src/shared/document.ts', import.meta.url);
const REF = '#/components/schemas/';

/** The sync document, whose records are reached from here. */
const ROOTS = ['Snapshot'];
/** The envelope is written by hand in collections.ts, generic over the collections. */
const ENVELOPES = ['Snapshot'];
/** A single record of the collection `awards`. */
const NAMES = { Awards: 'Award' };
/** Types that are sent without the fields that were left out; all others are always whole. */
const SPARSE = ['Audience'];

const nameOf = name => NAMES[name] ?? name;

function referred(schema, found = []) {
  if (schema === null || typeof schema !== 'object') return found;
  if (typeof schema.$ref === 'string') found.push(schema.$ref.slice(REF.length));
  for (const part of Object.values(schema)) referred(part, found);
  return found;
}

/** Returns the names of all schemas that the roots reach, in the order in which they are met. */
function reached(schemas) {
  const seen = new Set();
  const visit = name => {
    if (seen.has(name)) return;
    if (!schemas[name]) throw new Error(`The OpenAPI document lacks the schema ${name}.`);
    seen.add(name);
    referred(schemas[name]).forEach(visit);
  };
  ROOTS.forEach(visit);
  return [...seen].filter(name => !ENVELOPES.includes(name));
}

const bracketed = type => (type.includes('|') ? `(${type})` : type);

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref.slice(REF.length));
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' | ');
  if (schema.enum) {
    const values = [...schema.enum].map(value => (typeof value === 'string' ? `'${value}'` : String(value)));
    return values.sort().join(' | ') === "'en' | 'id'" ? 'Locale' : values.join(' | ');
  }
  if (schema.const !== undefined)
    return typeof schema.const === 'string' ? `'${schema.const}'` : `${schema.const}`;
  if (schema.prefixItems) return `[${schema.prefixItems.map(typeOf).join(', ')}]`;
  if (schema.type === 'array') return `${bracketed(typeOf(schema.items ?? {}))}[]`;
  if (schema.type === 'object') {
    const values = schema.additionalProperties;
    return `Record<string, ${typeof values === 'object' ? typeOf(values) : 'unknown'}>`;
  }
  const simple = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
  return simple[schema.type] ?? 'unknown';
}

function fieldOf(owner, name, schema) {
  const type = typeOf(schema);
  return SPARSE.includes(owner) ? `  ${name}?: ${type.replace(' | null', '')};` : `  ${name}: ${type};`;
}

function interfaceOf(name, schema) {
  const fields = Object.entries(schema.properties).map(([field, type]) => fieldOf(name, field, type));
  const told = schema.description ? `/** ${schema.description.replace(/\s+/g, ' ')} */\n` : '';
  return `${told}export interface ${nameOf(name)} {\n${fields.join('\n')}\n}\n`;
}

const { schemas } = JSON.parse(await text(process.stdin)).components;
const parts = [
  '// Types of the records in the sync document. Written by `npm run document`: change the server’s schemas instead.\n',
  "/** The event's languages: Indonesian and English. */\nexport type Locale = 'id' | 'en';\n",
  ...reached(schemas).map(name => interfaceOf(name, schemas[name])),
];
const source = parts.join('\n');

if (process.argv.includes('--check')) {
  if ((await readFile(target, 'utf8')) !== source) {
    console.error('src/shared/document.ts is not what the OpenAPI document says: run `npm run document`.');
    process.exit(1);
  }
} else {
  await writeFile(target, source);
}
