/** What every local service is to the run: resources that it creates, streams that it feeds, outputs that it writes. */
package io.github.managedflink.local.service;
