/** What pipelines have beside an application and connectors: alarms, notes, rules that change, lookup tables. */
package io.github.managedflink.constructs.pipeline;
