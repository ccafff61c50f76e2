// Verifies a published log with the Go team's own packages: note for the signature, tlog for the tree.
//
// usage: verify_log FOLDER VERIFIERKEY [CHECKPOINT...]
//
// Every entry's hash is compared with the one that the authenticated tiles hold. Further checkpoints must be prefixes.
package main

import (
	"encoding/base64"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const width = 256

type head struct {
	size int64
	root tlog.Hash
}

// files reads tiles by the paths of C2SP tlog-tiles, which leave out the height that Go's own paths carry.
type files struct{ root string }

func (f files) Height() int                          { return 8 }
func (f files) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(f.root, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			full := tile
			full.W = width
			data, err = os.ReadFile(filepath.Join(f.root, strings.Replace(full.Path(), "tile/8/", "tile/", 1)))
			if err != nil {
				return nil, err
			}
			data = data[:tile.W*tlog.HashSize]
		}
		all = append(all, data)
	}
	return all, nil
}

func open(path, key string) (head, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return head{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return head{}, err
	}
	signed, err := note.Open(data, note.VerifierList(verifier))
	if err != nil {
		return head{}, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return head{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 {
		return head{}, fmt.Errorf("bad size %q", lines[1])
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != tlog.HashSize {
		return head{}, fmt.Errorf("bad root %q", lines[2])
	}
	result := head{size: size}
	copy(result.root[:], root)
	return result, nil
}

func bundle(root string, index int64, count int) ([][]byte, error) {
	name := strings.Replace(tlog.Tile{H: 8, L: 0, N: index, W: width}.Path(), "tile/8/0/", "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(root, name))
	if err != nil {
		data, err = os.ReadFile(filepath.Join(root, name+".p", strconv.Itoa(count)))
	}
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 && len(entries) < count {
		if len(data) < 2 {
			return nil, fmt.Errorf("%s is cut off", name)
		}
		length := int(data[0])<<8 | int(data[1])
		if len(data) < 2+length {
			return nil, fmt.Errorf("%s is cut off", name)
		}
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	if len(entries) != count {
		return nil, fmt.Errorf("%s has %d entries, not %d", name, len(entries), count)
	}
	return entries, nil
}

func check(root, key string, older []string) error {
	newest, err := open(filepath.Join(root, "checkpoint"), key)
	if err != nil {
		return err
	}
	if newest.size == 0 {
		empty, _ := tlog.TreeHash(0, nil)
		// The Go packages leave the empty tree's hash at zero; RFC 6962 has the hash of nothing.
		const nothing = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
		if newest.root.String() != nothing && newest.root != empty {
			return fmt.Errorf("wrong root of the empty tree")
		}
		return nil
	}
	tree := tlog.Tree{N: newest.size, Hash: newest.root}
	reader := tlog.TileHashReader(tree, files{root})
	got, err := tlog.TreeHash(newest.size, reader)
	if err != nil {
		return err
	}
	if got != newest.root {
		return fmt.Errorf("the tiles lead to another root")
	}
	for start := int64(0); start < newest.size; start += width {
		count := width
		if newest.size-start < width {
			count = int(newest.size - start)
		}
		entries, err := bundle(root, start/width, count)
		if err != nil {
			return err
		}
		indexes := make([]int64, count)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
		}
		hashes, err := reader.ReadHashes(indexes)
		if err != nil {
			return err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != hashes[i] {
				return fmt.Errorf("entry %d is not the one in the tree", start+int64(i))
			}
		}
	}
	for _, path := range older {
		old, err := open(path, key)
		if err != nil {
			return fmt.Errorf("%s: %v", path, err)
		}
		if old.size == 0 {
			continue
		}
		proof, err := tlog.ProveTree(newest.size, old.size, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, newest.size, newest.root, old.size, old.root); err != nil {
			return fmt.Errorf("%s is no prefix: %v", path, err)
		}
	}
	fmt.Printf("OK %d %s\n", newest.size, newest.root)
	return nil
}

func main() {
	if len(os.Args) < 3 {
		fmt.Fprintln(os.Stderr, "usage: verify_log FOLDER VERIFIERKEY [CHECKPOINT...]")
		os.Exit(2)
	}
	if err := check(os.Args[1], os.Args[2], os.Args[3:]); err != nil {
		fmt.Println("FAIL", err)
		os.Exit(1)
	}
}
