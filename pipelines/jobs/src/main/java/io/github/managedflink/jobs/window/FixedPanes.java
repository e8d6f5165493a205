package io.github.managedflink.jobs.window;

/** Windows of a fixed length, aligned to the epoch; they overlap if they begin more often than their length. */
public final class FixedPanes implements Panes {
    private static final long serialVersionUID = 1L;

    private final long size;
    private final long slide;

    /**
     * @param size the length of a window in milliseconds, a multiple of {@code slide}
     * @param slide from the start of a window to that of the next
     */
    public FixedPanes(long size, long slide) {
        this.size = size;
        this.slide = slide;
    }

    @Override
    public long paneOf(long time) {
        return time - Math.floorMod(time, slide);
    }

    @Override
    public long nextPane(long pane) {
        return pane + slide;
    }

    @Override
    public long numberOf(long pane) {
        return Math.floorDiv(pane, slide);
    }

    @Override
    public long endOf(long window) {
        return window + size;
    }

    @Override
    public long firstWindow(long pane) {
        return pane + slide - size;
    }
}
