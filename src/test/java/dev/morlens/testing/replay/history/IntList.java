package dev.morlens.testing.replay.history;

import java.util.Arrays;

/** Numbers in a row, without a box around each. */
public final class IntList {

    private int[] numbers = new int[4];
    private int size;

    public void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1));
        }
        numbers[size++] = number;
    }

    public int get(int place) {
        return numbers[place];
    }

    void set(int place, int number) {
        numbers[place] = number;
    }

    int removeLast() {
        return numbers[--size];
    }

    public int size() {
        return size;
    }
}
