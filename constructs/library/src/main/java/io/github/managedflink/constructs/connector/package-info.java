/** What every source and sink is to the constructs, before and after its resources exist. */
package io.github.managedflink.constructs.connector;
