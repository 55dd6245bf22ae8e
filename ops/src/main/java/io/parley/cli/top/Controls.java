package io.parley.cli.top;

import io.parley.cli.output.Keys;

/** What the user has said by keys. */
public final class Controls {
    private static final int ENTER = '\n';
    private static final int RETURN = '\r';
    private static final int DELETE = 127;
    private static final int BACKSPACE = 8;
    private static final char FIRST = ' ';
    private static final char LAST = '~';

    private Order order;
    private boolean paused;
    private boolean typing;

    /** What a key asks the caller for. */
    public enum Wish {
        /** To show the same, in the order that is wanted now. */
        SHOW,
        /** To look again. */
        LOOK,
        /** To end. */
        QUIT,
        /** To stop the process until it is continued. */
        SUSPEND
    }

    /** As the command line says. */
    public Controls(Order order) {
        this.order = order;
    }

    /** Takes a key; {@link Keys#NONE} once the time is over. */
    public Wish press(int key) {
        if (key == Keys.NONE) {
            return paused ? Wish.SHOW : Wish.LOOK;
        }
        if (key == Keys.SUSPEND) {
            return Wish.SUSPEND;
        }
        return typing ? type(key) : command(key);
    }

    private Wish command(int key) {
        switch (key) {
            case 's' -> order = new Order(order.by().next(), order.reversed(), order.filter());
            case 'r' -> order = new Order(order.by(), !order.reversed(), order.filter());
            case '/' -> typing = true;
            case ' ' -> paused = !paused;
            case 'q' -> {
                return Wish.QUIT;
            }
            default -> {
                return Wish.SHOW;
            }
        }
        return key == ' ' && !paused ? Wish.LOOK : Wish.SHOW;
    }

    private Wish type(int key) {
        String filter = order.filter();
        switch (key) {
            case ENTER, RETURN -> typing = false;
            case Keys.ESCAPE -> {
                typing = false;
                filter = "";
            }
            case DELETE, BACKSPACE -> filter = filter.substring(0, Math.max(0, filter.length() - 1));
            default -> filter += key >= FIRST && key <= LAST ? Character.toString(key) : "";
        }
        order = new Order(order.by(), order.reversed(), filter);
        return Wish.SHOW;
    }

    /** Which rows to show, and in which order. */
    public Order order() {
        return order;
    }

    /** Whether what is shown is to stay. */
    public boolean isPaused() {
        return paused;
    }

    /** The last line of the screen. */
    String prompt() {
        return typing ? "filter: " + order.filter() + "_" : "s sort  r reverse  / filter  space pause  q quit";
    }
}
