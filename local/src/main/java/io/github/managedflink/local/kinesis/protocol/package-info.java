/**
 * The wire protocol of Kinesis Data Streams: AWS JSON 1.1, its CBOR twin, and event-stream frames.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream</a>
 */
package io.github.managedflink.local.kinesis.protocol;
