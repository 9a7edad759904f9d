#!/usr/bin/env python3
"""How long from a finger on a target until another picture is on the screen, seen from outside: the touch goes
into X as a real one does (XTEST), and the picture is read where Xvfb keeps it, between the two ends of the target.
touch_to_frame.py NAME SCREEN_FILE PICTURE_START ROW_BYTES LEFT TOP WIDTH HEIGHT
Prints NAME (the median) and NAME_p99, in ms."""
import ctypes, ctypes.util, mmap, os, random, sys, time

TOUCHES = 200
PATIENCE_S = 2

name, path = sys.argv[1:3]
start, row_bytes, left, top, width, height = map(int, sys.argv[3:])
screen_file = open(path, "rb")
screen = mmap.mmap(screen_file.fileno(), 0, prot=mmap.PROT_READ)

# The row a little below the upper edge, where no letter stands; and outside it, to let go without having tapped.
row = top + height // 8
begin, end = start + row * row_bytes + (left + width // 4) * 4, start + row * row_bytes + (left + width * 3 // 4) * 4

xdo = ctypes.CDLL("libxdo.so.3")
xdo.xdo_new.restype = ctypes.c_void_p
hand = ctypes.c_void_p(xdo.xdo_new(os.environ["DISPLAY"].encode()))


def move(x, y):
    xdo.xdo_move_mouse(hand, int(x), int(y), 0)


def press(down):
    (xdo.xdo_mouse_down if down else xdo.xdo_mouse_up)(hand, ctypes.c_ulong(0), 1)


def until(seen):
    """When the picture was no longer, or again, as it was."""
    began = time.perf_counter()
    while not seen(screen[begin:end]):
        time.sleep(0.0002)  # the cores are the kiosk's
        if time.perf_counter() - began > PATIENCE_S:
            sys.exit(f"touch_to_frame: {name}: nothing was seen of a touch")
    return time.perf_counter()


times = []
for _ in range(TOUCHES):
    move(left + width // 2, top + height // 2)
    time.sleep(random.uniform(0.05, 0.12))
    before = screen[begin:end]
    touched = time.perf_counter()
    press(True)
    times.append((until(lambda now: now != before) - touched) * 1000)
    move(2, 2)
    press(False)
    until(lambda now: now == before)
times.sort()
print(f"{name} {times[TOUCHES // 2]:.1f} ms")
print(f"{name}_p99 {times[TOUCHES * 99 // 100 - 1]:.1f} ms", end="")
print("  # <= 60: 200 touches" if name == "touch_to_frame" else "  # an empty ImGui window in the same loop")
