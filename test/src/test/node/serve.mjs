import { createInterface } from 'node:readline';

/**
 * Answers each line of JSON on standard input with one line of JSON on standard output, until the input ends.
 * A failure is an answer too, so that it fails the test that asked and no other.
 */
export async function serve(answer) {
  for await (const line of createInterface({ input: process.stdin })) {
    let response;
    try {
      response = { answer: await answer(JSON.parse(line)) };
    } catch (error) {
      response = { error: error?.stack ?? String(error) };
    }
    process.stdout.write(`${JSON.stringify(response)}\n`);
  }
}
