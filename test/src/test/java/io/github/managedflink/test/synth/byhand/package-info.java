/**
 * The sample stack once more, written by hand with the CDK's L1 constructs alone: what the cost of the library's synth
 * is measured against.
 */
package io.github.managedflink.test.synth.byhand;
