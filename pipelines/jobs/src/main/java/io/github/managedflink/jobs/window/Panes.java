package io.github.managedflink.jobs.window;

import java.io.Serializable;

/**
 * Windows that are the same for all groups, and the panes that they are put together from: an event is kept once, in
 * its pane, however many windows it is in. A pane and a window are named by their starts. Times are in milliseconds
 * since the epoch.
 */
public interface Panes extends Serializable {
    /** The pane of an event. */
    long paneOf(long time);

    /** The pane after one. */
    long nextPane(long pane);

    /** Returns the number of a pane. Panes that follow on each other have numbers that do. */
    long numberOf(long pane);

    /** The end of a window, which is no longer in it. */
    long endOf(long window);

    /**
     * The earliest window that a pane is in. The latest begins with the pane; those between begin with the panes
     * between.
     */
    long firstWindow(long pane);
}
