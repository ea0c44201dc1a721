package org.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another port until the line is cut, and again when it is mended. */
public final class CuttableLine implements AutoCloseable {
    private final int target;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket door;

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

    public void mend() throws IOException {
        door = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listen(door);
    }

    @Override
    public void close() throws IOException {
        cut();
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
        var called = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(caller);
        open.add(called);
        pump(caller, called);
        pump(called, caller);
    }

    private void pump(Socket from, Socket to) {
        Thread.ofPlatform()
                .daemon()
                .start(
                        () -> {
                            try (from;
                                    to) {
                                from.getInputStream().transferTo(to.getOutputStream());
                            } catch (IOException cut) {
                                // Either end is gone; both are closed.
                            } catch (UncheckedIOException cut) {
                                // The same.
                            }
                        });
    }
}
