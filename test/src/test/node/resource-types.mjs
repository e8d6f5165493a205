import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { serve } from './serve.mjs';

const database = createRequire(import.meta.url).resolve('@aws-cdk/aws-service-spec/db.json.gz');
const { resource } = JSON.parse(gunzipSync(readFileSync(database))).schema;

// The names of all types of resources.
await serve(() => Object.values(resource.entities).map((each) => each.cloudFormationType));
