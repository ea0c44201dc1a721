package org.passerelle.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port that leads to another port until the line is cut or hangs, and again when it is mended.
 */
public final class CuttableLine implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> lost = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;
    private volatile boolean hanging;

    public CuttableLine(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        listen(door);
    }

    public int port() {
        return port;
    }

    /** Ends every connection and takes no new one. */
    public void cut() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /**
     * From now on every packet is dropped: nobody is told, no connection is closed. Those that were
     * open, or are opened meanwhile, stay dead for ever; neither end learns that the other hung up.
     */
    public void hang() {
        hanging = true;
        lost.addAll(open);
        open.clear();
    }

    /** New connections get through again. */
    public void mend() throws IOException {
        hanging = false;
        if (!door.isClosed()) {
            return;
        }
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listen(door);
    }

    @Override
    public void close() throws IOException {
        cut();
        for (Socket socket : lost) {
            socket.close();
        }
    }

    private void listen(ServerSocket at) {
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!at.isClosed()) {
                                try {
                                    connect(at.accept());
                                } catch (IOException cut) {
                                    // The line was cut.
                                }
                            }
                        });
    }

    private void connect(Socket caller) throws IOException {
        if (hanging) {
            lost.add(caller);
            return;
        }
        var called = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(caller);
        open.add(called);
        pump(caller, called);
        pump(called, caller);
    }

    private void pump(Socket from, Socket to) {
        Thread.ofPlatform().daemon().start(() -> forward(from, to));
    }

    private void forward(Socket from, Socket to) {
        var bytes = new byte[8192];
        try {
            int read = from.getInputStream().read(bytes);
            while (read >= 0) {
                if (!lost.contains(from)) {
                    to.getOutputStream().write(bytes, 0, read);
                }
                read = from.getInputStream().read(bytes);
            }
        } catch (IOException gone) {
            // Either end is gone.
        }
        if (!lost.contains(from)) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // It is closed, which is what was asked for.
        }
    }
}
