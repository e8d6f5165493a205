/** What only this library uses: no part of its API. Samples, documents and the local runner do not touch it. */
package io.github.managedflink.constructs.internal;
