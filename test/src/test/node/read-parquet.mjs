import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { serve } from './serve.mjs';

// Whole numbers of 64 bits come as BigInt and timestamps as Date, which JSON has not.
const plain = (key, value) => (typeof value === 'bigint' ? Number(value) : value);

/** The rows of a Parquet file as objects. */
serve(async ({ file }) => {
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(file) });
  return JSON.parse(JSON.stringify(rows, plain));
});
