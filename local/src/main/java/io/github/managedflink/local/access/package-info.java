/**
 * What the synthesized stacks let an application do: the policies of its role, the endpoints and routes of its network,
 * and the policies and keys of what it calls.
 */
package io.github.managedflink.local.access;
