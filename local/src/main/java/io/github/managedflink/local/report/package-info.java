/**
 * What a synthesized stack consists of, for somebody who reviews it: applications, what they read and write, may do,
 * and how they are connected.
 */
package io.github.managedflink.local.report;
