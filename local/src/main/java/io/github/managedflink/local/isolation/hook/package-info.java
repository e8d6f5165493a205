/** Asked by changed classes of the JDK, and loaded by the class loader of the JDK itself. */
package io.github.managedflink.local.isolation.hook;
