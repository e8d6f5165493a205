/** The services of a run: which stand-ins it needs, what is created in them, and what they received. */
package io.github.managedflink.local.services;
