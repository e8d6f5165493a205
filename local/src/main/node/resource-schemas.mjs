// Writes the schemas of the properties of the resources that local runs read, as AWS describes them for the CDK.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [output, sources] = process.argv.slice(2);
const database = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/db.json.gz');
const { resource, typeDefinition } = JSON.parse(gunzipSync(readFileSync(database))).schema;
const resources = new Map(Object.values(resource.entities).map((each) => [each.cloudFormationType, each]));
const definitions = new Map(Object.values(typeDefinition.entities).map((each) => [each.$id, each]));

const byName = ([a], [b]) => (a < b ? -1 : 1);

function structure({ properties }) {
  const entries = Object.entries(properties).sort(byName);
  const required = entries.filter(([, property]) => property.required).map(([name]) => name);
  return {
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(entries.map(([name, property]) => [name, schema(property.type)])),
  };
}

function schema(type) {
  switch (type.type) {
    case 'ref':
      return structure(definitions.get(type.reference.$ref));
    case 'array':
      return { list: schema(type.element) };
    case 'map':
      return { map: schema(type.element) };
    case 'union':
      // Policies are objects or texts; lists that AWS describes as JSON, too, are lists.
      return schema(type.types.find(({ type: name }) => name === 'array') ?? { type: 'json' });
    case 'tag':
      return { required: ['Key', 'Value'], properties: { Key: 'string', Value: 'string' } };
    case 'string':
      return type.allowedValues ? { values: [...type.allowedValues].sort() } : 'string';
    default:
      return type.type;
  }
}

// The values of applications are checked where the service's rules for them are known; of them, only the names are taken.
function namesOnly(node) {
  if (node.properties) {
    return { properties: Object.fromEntries(Object.entries(node.properties).map(([name, value]) => [name, namesOnly(value)])) };
  }
  return node.list?.properties ? { list: namesOnly(node.list) } : 'json';
}

// The types are those that the sources of local runs name; only what checks resources also names some that they do not read.
function typesIn(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return basename(path) === 'schema' ? [] : typesIn(path);
    }
    return [...readFileSync(path, 'utf8').matchAll(/"(AWS::\w+::\w+)"/g)].map(([, type]) => type);
  });
}

const types = [...new Set(typesIn(sources))].sort();
const application = 'AWS::KinesisAnalyticsV2::Application';
const schemas = Object.fromEntries(types.map((type) => [type, structure(resources.get(type))]));
schemas[application] = namesOnly(schemas[application]);

mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, JSON.stringify(schemas));
