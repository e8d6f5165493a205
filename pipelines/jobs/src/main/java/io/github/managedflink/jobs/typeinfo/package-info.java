/** What Flink wants to know of a type that has a serializer of its own. */
package io.github.managedflink.jobs.typeinfo;
